package dev.evenstep.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.engine.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several items at once or none of them. */
class TransactionTest {

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));
    private final Fixture fixture = new Fixture(DynamoDbOptions.defaults().withTime(time));

    @BeforeEach
    void tables() {
        fixture.withListeners().withSongs();
        fixture.put("Listeners", "{'id':{'S':'known'},'plays':{'N':'1'}}");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String put(String id, String more) {
        return "{'Put':{'TableName':'Listeners','Item':{'id':{'S':'%s'}}%s}}".formatted(id, more);
    }

    private static String write(String... actions) {
        return "{'TransactItems':[%s]}".formatted(String.join(",", actions));
    }

    private int count() {
        return fixture.call("Scan", "{'TableName':'Listeners'}").path("Count").asInt();
    }

    private static final String NEW = ",'ConditionExpression':'attribute_not_exists(id)'";

    @Test
    void allKindsTogether() {
        fixture.put("Listeners", "{'id':{'S':'leaving'}}");
        fixture.call(
                "TransactWriteItems",
                write(
                        put("coming", NEW),
                        "{'Update':{'TableName':'Listeners','Key':{'id':{'S':'known'}},'UpdateExpression':'ADD plays :one',"
                                + "'ExpressionAttributeValues':{':one':{'N':'1'}}}}",
                        "{'Delete':{'TableName':'Listeners','Key':{'id':{'S':'leaving'}}}}",
                        "{'ConditionCheck':{'TableName':'Songs','Key':{'artist':{'S':'Nina'},'title':{'S':'None'}},"
                                + "'ConditionExpression':'attribute_not_exists(artist)'}}"));

        var got = fixture.call("TransactGetItems", """
                {'TransactItems':[{'Get':{'TableName':'Listeners','Key':{'id':{'S':'known'}},
                   'ProjectionExpression':'plays'}},
                  {'Get':{'TableName':'Listeners','Key':{'id':{'S':'leaving'}}}},
                  {'Get':{'TableName':'Listeners','Key':{'id':{'S':'coming'}}}}]}""");
        assertThat(got.path("Responses"))
                .isEqualTo(Fixture.json("{'r':[{'Item':{'plays':{'N':'2'}}},{},{'Item':{'id':{'S':'coming'}}}]}")
                        .path("r"));
    }

    @Test
    void noneWhereOneConditionFailsAndEachReasonIsTold() {
        var error = fixture.error(
                "TransactWriteItems",
                write(put("coming", ""), put("known", NEW + ",'ReturnValuesOnConditionCheckFailure':'ALL_OLD'")));

        assertThat(error.code()).isEqualTo("TransactionCanceledException");
        assertThat(error.getMessage())
                .isEqualTo("Transaction cancelled, please refer cancellation reasons for specific reasons "
                        + "[None, ConditionalCheckFailed]");
        var reasons = error.members().path("CancellationReasons");
        assertThat(reasons.path(0)).isEqualTo(Fixture.json("{'Code':'None'}"));
        assertThat(reasons.path(1).path("Message").asText()).isEqualTo("The conditional request failed");
        assertThat(reasons.path(1).path("Item").path("plays").path("N").asText())
                .isEqualTo("1");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void anActionThatDoesNotFitItsTableCancelsToo() {
        var error = fixture.error(
                "TransactWriteItems",
                write(put("coming", ""), "{'Delete':{'TableName':'Listeners','Key':{'name':{'S':'x'}}}}"));

        assertThat(error.getMessage()).endsWith("[None, ValidationError]");
        assertThat(error.members()
                        .path("CancellationReasons")
                        .path(1)
                        .path("Message")
                        .asText())
                .isEqualTo("The provided key element does not match the schema");
    }

    @Test
    void oneItemIsThereOnce() {
        assertThat(fixture.refusal("TransactWriteItems", write(put("a", ""), put("a", NEW))))
                .isEqualTo("ValidationException: Transaction request cannot include multiple operations on one item");
        var get = "{'Get':{'TableName':'Listeners','Key':{'id':{'S':'a'}}}}";
        assertThat(fixture.refusal("TransactGetItems", write(get, get)))
                .isEqualTo("ValidationException: Transaction request cannot include multiple operations on one item");
    }

    @Test
    void limits() {
        var many = IntStream.range(0, 101).mapToObj(i -> put("a" + i, "")).collect(Collectors.joining(","));
        assertThat(fixture.refusal("TransactWriteItems", write(many)))
                .endsWith("at 'transactItems' failed to satisfy constraint: "
                        + "Member must have length less than or equal to 100");
        assertThat(fixture.refusal("TransactWriteItems", write()))
                .endsWith("Value '[]' at 'transactItems' failed to satisfy constraint: "
                        + "Member must have length greater than or equal to 1");
        var large = IntStream.range(0, 11)
                .mapToObj(i -> "{'Put':{'TableName':'Listeners','Item':{'id':{'S':'%d'},'x':{'S':'%s'}}}}"
                        .formatted(i, "x".repeat(390_000)))
                .collect(Collectors.joining(","));
        assertThat(fixture.refusal("TransactWriteItems", write(large))).startsWith("ValidationException");
        assertThat(fixture.refusal("TransactWriteItems", write("{'Get':{}}")))
                .endsWith("TransactItems can only contain one of Check, Put, Update or Delete");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aTokenDoesItOnceForTenMinutes() {
        var request = "{'ClientRequestToken':'t1','TransactItems':[{'Update':{'TableName':'Listeners',"
                + "'Key':{'id':{'S':'known'}},'UpdateExpression':'ADD plays :by',"
                + "'ExpressionAttributeValues':{':by':{'N':'%s'}}}}]}";
        fixture.call("TransactWriteItems", request.formatted("1"));
        fixture.call("TransactWriteItems", request.formatted("1"));
        assertThat(plays()).isEqualTo(2);
        assertThat(fixture.refusal("TransactWriteItems", request.formatted("5")))
                .startsWith("IdempotentParameterMismatchException");

        time.advance(Duration.ofMinutes(10).plusSeconds(1));
        fixture.call("TransactWriteItems", request.formatted("5"));
        assertThat(plays()).isEqualTo(7);
    }

    @Test
    void aTokenOfWhatFailedIsNotSpent() {
        var request = "{'ClientRequestToken':'t1','TransactItems':[%s]}".formatted(put("known", NEW));
        assertThat(fixture.refusal("TransactWriteItems", request)).startsWith("TransactionCanceledException");
        fixture.call("DeleteItem", "{'TableName':'Listeners','Key':{'id':{'S':'known'}}}");

        fixture.call("TransactWriteItems", request);
        assertThat(count()).isEqualTo(1);
    }

    private int plays() {
        return fixture.call("GetItem", "{'TableName':'Listeners','Key':{'id':{'S':'known'}}}")
                .path("Item")
                .path("plays")
                .path("N")
                .asInt();
    }

    @Test
    void costsTwice() {
        var written = fixture.call(
                "TransactWriteItems",
                "{'ReturnConsumedCapacity':'TOTAL','TransactItems':[%s,%s]}".formatted(put("a", ""), put("b", "")));
        var read = fixture.call("TransactGetItems", """
                {'ReturnConsumedCapacity':'TOTAL',
                 'TransactItems':[{'Get':{'TableName':'Listeners','Key':{'id':{'S':'a'}}}}]}""");

        assertThat(written.path("ConsumedCapacity")
                        .path(0)
                        .path("CapacityUnits")
                        .asDouble())
                .isEqualTo(4);
        assertThat(read.path("ConsumedCapacity").path(0).path("CapacityUnits").asDouble())
                .isEqualTo(2);
    }

    @Test
    void itsStreamTellsOfEachItemThatChanged() {
        var stream = new StreamReader(fixture, time, "Listeners", "KEYS_ONLY");
        fixture.call(
                "TransactWriteItems",
                write(
                        put("a", ""),
                        "{'ConditionCheck':{'TableName':'Listeners','Key':{'id':{'S':'known'}},"
                                + "'ConditionExpression':'attribute_exists(id)'}}",
                        put("b", "")));

        assertThat(StreamReader.ids(stream.records())).containsExactlyInAnyOrder("a", "b");
    }
}
