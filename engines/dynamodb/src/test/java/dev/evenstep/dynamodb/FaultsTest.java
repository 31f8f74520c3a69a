package dev.evenstep.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.http.HttpEndpoint;
import dev.evenstep.engine.protocol.LostReplyException;
import dev.evenstep.engine.time.ManualTime;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String PUT = "{'TableName':'Listeners','Item':{'id':{'S':'1'}}}";
    private static final String COUNT = "{'TableName':'Listeners','Select':'COUNT'}";

    private final Faults faults = Faults.none();
    private final ManualTime time = new ManualTime(Instant.parse("2031-05-01T12:00:00Z"));
    private final Fixture db =
            new Fixture(DynamoDbOptions.defaults().withFaults(faults).withTime(time)).withListeners();

    @AfterEach
    void close() {
        db.close();
    }

    private int count() {
        return db.call("Scan", COUNT).path("Count").asInt();
    }

    @Test
    void throttleRefusesBeforeAnythingIsDone() {
        faults.add(FaultRule.of(Fault.THROTTLE, 1).on("PutItem", "Listeners").times(1));

        assertThat(db.refusal("PutItem", PUT)).startsWith("ProvisionedThroughputExceededException: The level of");
        assertThat(count()).isZero();
        db.call("PutItem", PUT);
        assertThat(count()).isOne();
    }

    @Test
    void conflictRefusesAWriteAndCancelsATransaction() {
        faults.add(FaultRule.of(Fault.CONFLICT, 1));

        assertThat(db.refusal("PutItem", PUT))
                .isEqualTo("TransactionConflictException: Transaction is ongoing for the item");
        var cancelled = db.error("TransactWriteItems", """
                {'TransactItems':[{'Put':{'TableName':'Listeners','Item':{'id':{'S':'1'}}}},
                                  {'Put':{'TableName':'Listeners','Item':{'id':{'S':'2'}}}}]}""");
        assertThat(cancelled.code()).isEqualTo("TransactionCanceledException");
        assertThat(cancelled).hasMessageEndingWith("[TransactionConflict, None]");
        assertThat(cancelled.members().at("/CancellationReasons/0/Code").asText())
                .isEqualTo("TransactionConflict");
        assertThat(count()).isZero();
    }

    @Test
    void lostReplyComesAfterTheEffect() {
        faults.add(FaultRule.of(Fault.LOST_REPLY, 1).on("PutItem", "*"));

        assertThatThrownBy(() -> db.call("PutItem", PUT)).isInstanceOf(LostReplyException.class);
        assertThat(count()).isOne();
    }

    @Test
    void lostReplyEndsTheConnectionOverHttp() throws IOException {
        faults.add(FaultRule.of(Fault.LOST_REPLY, 1).on("PutItem", "*"));
        try (var http = HttpEndpoint.bind(0);
                var client = HttpClient.newHttpClient()) {
            http.serve(1000, db.engine().service()::handle);
            var put = HttpRequest.newBuilder(http.address())
                    .header("X-Amz-Target", "DynamoDB_20120810.PutItem")
                    .POST(HttpRequest.BodyPublishers.ofString(PUT.replace('\'', '"')))
                    .build();

            assertThatThrownBy(() -> client.send(put, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(count()).isOne();
    }

    @Test
    void delayLastsByTheClock() {
        faults.add(FaultRule.of(Fault.DELAY, 1).on("PutItem", "Listeners").lasting(Duration.ofMinutes(3)));
        var call = CompletableFuture.runAsync(() -> db.call("PutItem", PUT));

        Awaitility.await().until(() -> {
            time.advance(Duration.ofMinutes(1));
            return call.isDone();
        });
        assertThat(count()).isOne();
        assertThat(time.now()).isAfterOrEqualTo(Instant.parse("2031-05-01T12:03:00Z"));
    }
}
