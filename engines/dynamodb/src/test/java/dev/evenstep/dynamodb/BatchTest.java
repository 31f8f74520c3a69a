package dev.evenstep.dynamodb;

import static dev.evenstep.dynamodb.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final Fixture db = new Fixture().withListeners().withSongs();

    @AfterEach
    void close() {
        db.close();
    }

    private static String keys(int count) {
        return IntStream.range(0, count)
                .mapToObj("{'id':{'S':'%d'}}"::formatted)
                .collect(Collectors.joining(","));
    }

    private static String puts(int count) {
        return IntStream.range(0, count)
                .mapToObj("{'PutRequest':{'Item':{'id':{'S':'%d'}}}}"::formatted)
                .collect(Collectors.joining(","));
    }

    private String get(String parameters) {
        return db.refusal("BatchGetItem", "{'RequestItems':{'Listeners':{%s}}}".formatted(parameters));
    }

    private String write(String requests) {
        return db.refusal("BatchWriteItem", "{'RequestItems':{'Listeners':[%s]}}".formatted(requests));
    }

    @Test
    void writesAndReadsInManyTables() {
        var written = db.call("BatchWriteItem", """
                {'RequestItems':{
                  'Listeners':[{'PutRequest':{'Item':{'id':{'S':'1'},'city':{'S':'Rome'}}}},
                               {'DeleteRequest':{'Key':{'id':{'S':'2'}}}}],
                  'Songs':[{'PutRequest':{'Item':{'artist':{'S':'a'},'title':{'S':'t'}}}}]},
                 'ReturnConsumedCapacity':'TOTAL','ReturnItemCollectionMetrics':'SIZE'}""");
        var read = db.call("BatchGetItem", """
                {'RequestItems':{
                  'Listeners':{'Keys':[{'id':{'S':'1'}},{'id':{'S':'2'}}],'ProjectionExpression':'city'},
                  'Songs':{'Keys':[{'artist':{'S':'a'},'title':{'S':'t'}}],'ConsistentRead':true}},
                 'ReturnConsumedCapacity':'TOTAL'}""");

        assertThat(written).isEqualTo(json("""
                {'UnprocessedItems':{},
                 'ItemCollectionMetrics':{'Songs':[
                   {'ItemCollectionKey':{'artist':{'S':'a'}},'SizeEstimateRangeGB':[0.0,1.0]}]},
                 'ConsumedCapacity':[{'TableName':'Listeners','CapacityUnits':2.0},
                                     {'TableName':'Songs','CapacityUnits':1.0}]}"""));
        assertThat(read).isEqualTo(json("""
                {'Responses':{'Listeners':[{'city':{'S':'Rome'}}],'Songs':[{'artist':{'S':'a'},'title':{'S':'t'}}]},
                 'UnprocessedKeys':{},
                 'ConsumedCapacity':[{'TableName':'Listeners','CapacityUnits':1.0},
                                     {'TableName':'Songs','CapacityUnits':1.0}]}"""));
    }

    @Test
    void readsAHundredAtMostAndNoneTwice() {
        assertThat(get("'Keys':[" + keys(101) + "]"))
                .isEqualTo("ValidationException: 1 validation error detected: Value at 'RequestItems.Listeners.member."
                        + "Keys' failed to satisfy constraint: Member must have length less than or equal to 100");
        assertThat(get("'Keys':[{'id':{'S':'1'}},{'id':{'S':'1'}}]"))
                .isEqualTo("ValidationException: Provided list of item keys contains duplicates");
        assertThat(get("'Keys':[]"))
                .endsWith(
                        "Value '[]' at 'requestItems.Listeners.member.keys' failed to satisfy constraint: Member must "
                                + "have length greater than or equal to 1");
        assertThat(get("'Keys':[{'id':{'N':'1'}}]"))
                .isEqualTo("ValidationException: The provided key element does not match the schema");
    }

    @Test
    void sendsBackTheKeysBeyondSixteenMegabytes() {
        for (int i = 0; i < 45; i++) {
            db.put("Listeners", "{'id':{'S':'%d'},'text':{'S':'%s'}}".formatted(i, "x".repeat(399_000)));
        }
        var answer = db.call("BatchGetItem", """
                {'RequestItems':{'Listeners':{'Keys':[%s],'ConsistentRead':true,'ProjectionExpression':'id'}}}""".formatted(keys(45)));

        var back = answer.at("/UnprocessedKeys/Listeners");
        assertThat(answer.at("/Responses/Listeners")).hasSize(42);
        assertThat(back.path("Keys")).hasSize(3);
        assertThat(back.path("ConsistentRead").booleanValue()).isTrue();
        assertThat(back.path("ProjectionExpression").textValue()).isEqualTo("id");
    }

    @Test
    void writesTwentyFiveAtMostAndNoneTwice() {
        assertThat(write(puts(26)))
                .startsWith("ValidationException: 1 validation error detected: Value '{Listeners=[")
                .endsWith(
                        "]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member"
                                + " must have length less than or equal to 25, Member must have length greater than or equal to"
                                + " 1]");
        assertThat(write("{'PutRequest':{'Item':{'id':{'S':'1'}}}},{'DeleteRequest':{'Key':{'id':{'S':'1'}}}}"))
                .isEqualTo("ValidationException: Provided list of item keys contains duplicates");
    }

    @Test
    void writesNothingWhereOneIsInvalid() {
        assertThat(write("{'PutRequest':{'Item':{'id':{'S':'1'}}}},{'PutRequest':{'Item':{'no':{'S':'1'}}}}"))
                .endsWith("Missing the key id in the item");
        assertThat(db.call("Scan", "{'TableName':'Listeners','Select':'COUNT'}"))
                .isEqualTo(json("{'Count':0,'ScannedCount':0}"));
    }

    @Test
    void needsItemsAndTables() {
        assertThat(db.refusal("BatchGetItem", "{'RequestItems':{}}"))
                .isEqualTo("ValidationException: The requestItems parameter is required for BatchGetItem");
        assertThat(db.refusal("BatchWriteItem", "{'RequestItems':{}}"))
                .isEqualTo("ValidationException: The requestItems parameter is required for BatchWriteItem");
        assertThat(db.refusal("BatchGetItem", "{'RequestItems':{'Nowhere':{'Keys':[{'id':{'S':'1'}}]}}}"))
                .isEqualTo("ResourceNotFoundException: Requested resource not found");
    }
}
