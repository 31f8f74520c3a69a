package dev.evenstep.dynamodb;

import static dev.evenstep.dynamodb.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTest {

    private final Fixture db = new Fixture().withListeners().withSongs();

    @AfterEach
    void close() {
        db.close();
    }

    private JsonNode consumed(String operation, String parameters) {
        return db.call(operation, "{%s,'ReturnConsumedCapacity':'INDEXES'}".formatted(parameters))
                .get("ConsumedCapacity");
    }

    private JsonNode song(String attributes) {
        return consumed(
                "PutItem", "'TableName':'Songs','Item':{'artist':{'S':'a'},'title':{'S':'t'}%s}".formatted(attributes));
    }

    @ParameterizedTest
    @CsvSource({"1000, 1, 0.5, 1", "1030, 2, 0.5, 1", "4200, 5, 1, 2"})
    void isRoundedUpToOneKilobyteWrittenAndFourRead(int size, double write, double read, double consistent) {
        var key = "'TableName':'Listeners','Key':{'id':{'S':'1'}}";
        var put = consumed(
                "PutItem",
                "'TableName':'Listeners','Item':{'id':{'S':'1'},'t':{'S':'%s'}}".formatted("x".repeat(size)));

        assertThat(put.path("CapacityUnits").doubleValue()).isEqualTo(write);
        assertThat(consumed("GetItem", key).path("CapacityUnits").doubleValue()).isEqualTo(read);
        assertThat(consumed("GetItem", key + ",'ConsistentRead':true")
                        .path("CapacityUnits")
                        .doubleValue())
                .isEqualTo(consistent);
        assertThat(consumed("DeleteItem", key).path("CapacityUnits").doubleValue())
                .isEqualTo(write);
        assertThat(consumed("DeleteItem", key).path("CapacityUnits").doubleValue())
                .isEqualTo(1);
    }

    @Test
    void countsTheIndexesThatAWriteTouches() {
        assertThat(song(",'genre':{'S':'pop'},'price':{'N':'1'}")).isEqualTo(json("""
                {'TableName':'Songs','CapacityUnits':2.0,'Table':{'CapacityUnits':1.0},
                 'GlobalSecondaryIndexes':{'genres':{'CapacityUnits':1.0}}}"""));
        assertThat(song(",'genre':{'S':'pop'},'price':{'N':'1'},'text':{'S':'not projected'}"))
                .isEqualTo(json("""
                {'TableName':'Songs','CapacityUnits':1.0,'Table':{'CapacityUnits':1.0}}"""));
        assertThat(song(",'genre':{'S':'pop'},'price':{'N':'2'},'year':{'N':'1'}"))
                .isEqualTo(json("""
                {'TableName':'Songs','CapacityUnits':4.0,'Table':{'CapacityUnits':1.0},
                 'GlobalSecondaryIndexes':{'genres':{'CapacityUnits':2.0}},
                 'LocalSecondaryIndexes':{'years':{'CapacityUnits':1.0}}}"""));
    }

    @Test
    void ofAQueryIsOfAllThatItReadTogether() {
        for (int i = 0; i < 10; i++) {
            db.put("Songs", "{'artist':{'S':'q'},'title':{'S':'%d'},'text':{'S':'%s'}}".formatted(i, "x".repeat(1000)));
        }
        var query = """
                'TableName':'Songs','KeyConditionExpression':'artist = :a',
                'ExpressionAttributeValues':{':a':{'S':'%s'}}""";

        assertThat(consumed("Query", query.formatted("q")).path("CapacityUnits").doubleValue())
                .isEqualTo(1.5);
        assertThat(consumed("Query", query.formatted("none"))
                        .path("CapacityUnits")
                        .doubleValue())
                .isEqualTo(0.5);
    }

    @Test
    void metricsOfACollectionAreThereWithALocalIndexOnly() {
        var request = "{'TableName':'%s','Item':{%s},'ReturnItemCollectionMetrics':'SIZE'}";

        assertThat(db.call("PutItem", request.formatted("Listeners", "'id':{'S':'1'}")))
                .isEmpty();
        assertThat(db.call("PutItem", request.formatted("Songs", "'artist':{'S':'a'},'title':{'S':'t'}")))
                .isEqualTo(json("""
                        {'ItemCollectionMetrics':{'ItemCollectionKey':{'artist':{'S':'a'}},
                          'SizeEstimateRangeGB':[0.0,1.0]}}"""));
    }
}
