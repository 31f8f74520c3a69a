package dev.evenstep.dynamodb;

import static dev.evenstep.dynamodb.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.engine.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {

    private static final String TABLE = "{'TableName':'Listeners'}";
    private static final String IN_TOWN = """
            {'TableName':'Listeners','IndexName':'towns','KeyConditionExpression':'town = :t','Select':'COUNT',
             'ExpressionAttributeValues':{':t':{'S':'Ulm'}}}""";

    @TempDir
    Path folder;

    private Fixture open(TimeSource time) {
        return new Fixture(DynamoDbOptions.defaults()
                .withStorage(Storage.file(folder.resolve("data")))
                .withTime(time));
    }

    private Fixture open() {
        return new Fixture(DynamoDbOptions.defaults().withStorage(Storage.file(folder.resolve("data"))));
    }

    @Test
    void itemsAndIndexesAreThereAfterARestart() {
        try (var db = open().withSongs()) {
            db.put("Songs", """
                    {'artist':{'S':'x'},'title':{'S':'a'},'genre':{'S':'pop'},'price':{'N':'1.25'},
                     'cover':{'B':'AAEC'},'tags':{'SS':['p','q']},'more':{'M':{'l':{'L':[{'BOOL':true},{'NULL':true}]}}}}""");
            db.put("Songs", "{'artist':{'S':'x'},'title':{'S':'b'}}");
            db.call("DeleteItem", "{'TableName':'Songs','Key':{'artist':{'S':'x'},'title':{'S':'b'}}}");
        }
        try (var db = open()) {
            assertThat(db.call("Scan", "{'TableName':'Songs'}").path("Items"))
                    .isEqualTo(json("""
                    {'all':[{'artist':{'S':'x'},'title':{'S':'a'},'genre':{'S':'pop'},'price':{'N':'1.25'},
                     'cover':{'B':'AAEC'},'tags':{'SS':['p','q']},
                     'more':{'M':{'l':{'L':[{'BOOL':true},{'NULL':true}]}}}}]}""").get("all"));
            assertThat(db.call("Query", """
                            {'TableName':'Songs','IndexName':'genres','KeyConditionExpression':'genre = :g',
                             'ExpressionAttributeValues':{':g':{'S':'pop'}},'Select':'COUNT'}""")).isEqualTo(json("{'Count':1,'ScannedCount':1}"));
            db.put("Songs", "{'artist':{'S':'x'},'title':{'S':'c'}}");
            assertThat(db.call("DescribeTable", "{'TableName':'Songs'}").at("/Table/ItemCount"))
                    .hasToString("2");
        }
    }

    @Test
    void anIndexIsFilledInPartsAndGoesOnAfterARestart() {
        var time = new ManualTime(Instant.parse("2031-05-01T12:00:00Z"));
        try (var db = open(time).withListeners()) {
            for (int batch = 0; batch < 100; batch++) {
                db.call("BatchWriteItem", batch(batch));
            }
            var updated = db.call("UpdateTable", """
                    {'TableName':'Listeners','AttributeDefinitions':[{'AttributeName':'town','AttributeType':'S'}],
                     'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'towns',
                       'KeySchema':[{'AttributeName':'town','KeyType':'HASH'}],
                       'Projection':{'ProjectionType':'ALL'}}}]}""");
            assertThat(updated.at("/TableDescription/GlobalSecondaryIndexes/0/Backfilling"))
                    .hasToString("true");
            assertThat(db.refusal("Query", IN_TOWN)).contains("backfilling");
            db.call("DeleteItem", "{'TableName':'Listeners','Key':{'id':{'S':'0-0'}}}");
            db.put("Listeners", "{'id':{'S':'new'},'town':{'S':'Ulm'}}");
        }
        var later = new ManualTime(time.now().plusSeconds(60));
        try (var db = open(later)) {
            assertThat(db.call("DescribeTable", TABLE).at("/Table/TableStatus").asText())
                    .isEqualTo("UPDATING");
            later.advance(Duration.ZERO);

            var table = db.call("DescribeTable", TABLE).path("Table");
            assertThat(table.path("TableStatus").asText()).isEqualTo("ACTIVE");
            assertThat(table.at("/GlobalSecondaryIndexes/0/ItemCount")).hasToString("2500");
            assertThat(db.call("Query", IN_TOWN)).isEqualTo(json("{'Count':2500,'ScannedCount':2500}"));
            assertThat(table.path("TableSizeBytes").asLong()).isBetween(2500L * 12, 2500L * 14);
        }
    }

    private static String batch(int batch) {
        return IntStream.range(0, 25)
                .mapToObj(
                        "{'PutRequest':{'Item':{'id':{'S':'%d-%%d'},'town':{'S':'Ulm'}}}}".formatted(batch)::formatted)
                .collect(Collectors.joining(",", "{'RequestItems':{'Listeners':[", "]}}"));
    }
}
