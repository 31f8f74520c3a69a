package dev.evenstep.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.engine.protocol.AwsException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrentWritesTest {

    @Test
    void ofManyConditionalPutsOneWins() throws Exception {
        try (var db = new Fixture().withListeners();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 50; round++) {
                String put = """
                        {'TableName':'Listeners','Item':{'id':{'S':'%d'}},
                         'ConditionExpression':'attribute_not_exists(id)'}""".formatted(round);
                List<Callable<Boolean>> tries = IntStream.range(0, 8)
                        .<Callable<Boolean>>mapToObj(i -> () -> succeeds(db, put))
                        .toList();

                long won = threads.invokeAll(tries).stream()
                        .filter(Future::resultNow)
                        .count();

                assertThat(won).isOne();
            }
        }
    }

    private static boolean succeeds(Fixture db, String put) {
        try {
            return db.call("PutItem", put).isEmpty();
        } catch (AwsException e) {
            return false;
        }
    }

    @Test
    void noIncrementIsLost() throws Exception {
        try (var db = new Fixture().withListeners();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> increments = IntStream.range(0, 400)
                    .<Callable<Object>>mapToObj(i -> () -> db.call("UpdateItem", """
                            {'TableName':'Listeners','Key':{'id':{'S':'1'}},'UpdateExpression':'ADD plays :one',
                             'ExpressionAttributeValues':{':one':{'N':'1'}}}"""))
                    .toList();

            threads.invokeAll(increments).forEach(Future::resultNow);

            assertThat(db.call("GetItem", "{'TableName':'Listeners','Key':{'id':{'S':'1'}}}")
                            .at("/Item/plays/N")
                            .asText())
                    .isEqualTo("400");
        }
    }
}
