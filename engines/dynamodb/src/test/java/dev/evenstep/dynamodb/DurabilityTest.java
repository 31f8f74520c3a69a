package dev.evenstep.dynamodb;

import static dev.evenstep.dynamodb.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.engine.storage.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {

    @TempDir
    Path folder;

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
}
