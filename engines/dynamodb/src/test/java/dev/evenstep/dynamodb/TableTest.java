package dev.evenstep.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables are made, described, changed and removed as AWS does it. */
class TableTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final ManualTime time = new ManualTime(START);
    private final Fixture fixture = new Fixture(DynamoDbOptions.defaults().withTime(time));

    @AfterEach
    void close() {
        fixture.close();
    }

    private JsonNode described(Fixture of, String table) {
        return of.call("DescribeTable", "{'TableName':'%s'}".formatted(table)).path("Table");
    }

    @Test
    void isBeingCreatedInTheAnswerAndActiveForTheNextCall() {
        var made = fixture.call("CreateTable", """
                {'TableName':'Albums','BillingMode':'PAY_PER_REQUEST',
                 'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],
                 'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}]}""").path("TableDescription");

        assertThat(made.path("TableStatus").asText()).isEqualTo("CREATING");
        var table = described(fixture, "Albums");
        assertThat(table.path("TableStatus").asText()).isEqualTo("ACTIVE");
        assertThat(table.path("TableArn").asText()).isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/Albums");
        assertThat(table.path("CreationDateTime").decimalValue()).isEqualByComparingTo("" + START.getEpochSecond());
        assertThat(table.path("BillingModeSummary").path("BillingMode").asText())
                .isEqualTo("PAY_PER_REQUEST");
        assertThat(table.path("ItemCount").asInt()).isZero();
        assertThat(described(fixture, table.path("TableArn").asText())).isEqualTo(table);
    }

    @Test
    void takesItsTimeWhereThatIsAskedFor() {
        try (var slow = new Fixture(DynamoDbOptions.defaults().withTime(time).withTableDelay(Duration.ofSeconds(20)))) {
            slow.withListeners();

            assertThat(slow.refusal("PutItem", "{'TableName':'Listeners','Item':{'id':{'S':'a'}}}"))
                    .isEqualTo("ResourceNotFoundException: Requested resource not found");
            assertThat(slow.refusal("DeleteTable", "{'TableName':'Listeners'}"))
                    .isEqualTo("ResourceInUseException: Attempt to change a resource which is still in use: "
                            + "Table is being created: Listeners");

            time.advance(Duration.ofSeconds(20));
            slow.put("Listeners", "{'id':{'S':'a'},'town':{'S':'Ulm'}}");
            slow.call("UpdateTable", """
                    {'TableName':'Listeners','AttributeDefinitions':[{'AttributeName':'town','AttributeType':'S'}],
                     'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'towns',
                       'KeySchema':[{'AttributeName':'town','KeyType':'HASH'}],
                       'Projection':{'ProjectionType':'ALL'}}}]}""");
            var index =
                    described(slow, "Listeners").path("GlobalSecondaryIndexes").path(0);
            assertThat(index.path("IndexStatus").asText()).isEqualTo("CREATING");
            assertThat(index.path("Backfilling").asBoolean()).isTrue();
            assertThat(slow.refusal("Scan", "{'TableName':'Listeners','IndexName':'towns'}"))
                    .isEqualTo("ValidationException: Cannot read from backfilling global secondary index: towns");

            time.advance(Duration.ofSeconds(20));
            assertThat(slow.call("Scan", "{'TableName':'Listeners','IndexName':'towns'}")
                            .path("Count")
                            .asInt())
                    .isEqualTo(1);
            slow.call("DeleteTable", "{'TableName':'Listeners'}");
            assertThat(described(slow, "Listeners").path("TableStatus").asText())
                    .isEqualTo("DELETING");

            time.advance(Duration.ofSeconds(20));
            assertThat(slow.refusal("DescribeTable", "{'TableName':'Listeners'}"))
                    .isEqualTo("ResourceNotFoundException: Requested resource not found: Table: Listeners not found");
        }
    }

    @Test
    void onlyOneHasAName() {
        fixture.withListeners();

        assertThat(fixture.refusal("CreateTable", """
                {'TableName':'Listeners','BillingMode':'PAY_PER_REQUEST',
                 'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],
                 'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}]}"""))
                .isEqualTo("ResourceInUseException: Table already exists: Listeners");
    }

    @Test
    void itsItemsGoWithIt() {
        fixture.withListeners().put("Listeners", "{'id':{'S':'a'}}");
        fixture.call("DeleteTable", "{'TableName':'Listeners'}");
        fixture.withListeners();

        assertThat(fixture.call("Scan", "{'TableName':'Listeners'}")
                        .path("Count")
                        .asInt())
                .isZero();
    }

    @Test
    void isProtectedFromDeletionWhereAskedFor() {
        fixture.withListeners();
        fixture.call("UpdateTable", "{'TableName':'Listeners','DeletionProtectionEnabled':true}");

        assertThat(fixture.refusal("DeleteTable", "{'TableName':'Listeners'}"))
                .startsWith("ValidationException: Resource cannot be deleted as it is currently protected");
        fixture.call("UpdateTable", "{'TableName':'Listeners','DeletionProtectionEnabled':false}");
        fixture.call("DeleteTable", "{'TableName':'Listeners'}");
    }

    @Test
    void isListedByNameInPages() {
        fixture.withSongs().withListeners();

        var first = fixture.call("ListTables", "{'Limit':1}");
        assertThat(first.path("TableNames").path(0).asText()).isEqualTo("Listeners");
        assertThat(first.path("LastEvaluatedTableName").asText()).isEqualTo("Listeners");
        var second = fixture.call("ListTables", "{'Limit':1,'ExclusiveStartTableName':'Listeners'}");
        assertThat(second.path("TableNames").path(0).asText()).isEqualTo("Songs");
        assertThat(second.has("LastEvaluatedTableName")).isFalse();
        assertThat(fixture.refusal("ListTables", "{'Limit':101}"))
                .endsWith("Value '101' at 'limit' failed to satisfy constraint: "
                        + "Member must have value less than or equal to 100");
    }

    @Test
    void itsBillingChanges() {
        fixture.withListeners();

        assertThat(fixture.refusal("UpdateTable", "{'TableName':'Listeners'}"))
                .contains("At least one of ProvisionedThroughput, BillingMode");
        assertThat(fixture.refusal("UpdateTable", "{'TableName':'Listeners','BillingMode':'PROVISIONED'}"))
                .endsWith("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is "
                        + "PROVISIONED");
        var five = "{'TableName':'Listeners','BillingMode':'PROVISIONED',"
                + "'ProvisionedThroughput':{'ReadCapacityUnits':5,'WriteCapacityUnits':6}}";
        fixture.call("UpdateTable", five);
        var table = described(fixture, "Listeners");
        assertThat(table.path("ProvisionedThroughput")
                        .path("WriteCapacityUnits")
                        .asInt())
                .isEqualTo(6);
        assertThat(table.path("BillingModeSummary").path("BillingMode").asText())
                .isEqualTo("PROVISIONED");
        assertThat(fixture.refusal("UpdateTable", five)).contains("The provisioned throughput for the table will not");
    }

    @Test
    void anIndexIsFilledWithWhatIsThereAndGoesWithItsAttribute() {
        fixture.withListeners();
        fixture.put("Listeners", "{'id':{'S':'a'},'town':{'S':'Ulm'}}");
        fixture.put("Listeners", "{'id':{'S':'b'},'town':{'N':'7'}}");
        fixture.call("UpdateTable", """
                {'TableName':'Listeners','AttributeDefinitions':[{'AttributeName':'town','AttributeType':'S'}],
                 'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'towns',
                   'KeySchema':[{'AttributeName':'town','KeyType':'HASH'}],'Projection':{'ProjectionType':'ALL'}}}]}""");

        var found = fixture.call("Scan", "{'TableName':'Listeners','IndexName':'towns'}");
        assertThat(found.path("Items").findValuesAsText("S")).containsExactlyInAnyOrder("a", "Ulm");
        assertThat(fixture.refusal("PutItem", "{'TableName':'Listeners','Item':{'id':{'S':'c'},'town':{'N':'7'}}}"))
                .contains("Type mismatch for Index Key town");

        fixture.call("UpdateTable", """
                {'TableName':'Listeners','GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'towns'}}]}""");
        var table = described(fixture, "Listeners");
        assertThat(table.has("GlobalSecondaryIndexes")).isFalse();
        assertThat(table.path("AttributeDefinitions").findValuesAsText("AttributeName"))
                .containsExactly("id");
        fixture.put("Listeners", "{'id':{'S':'c'},'town':{'N':'7'}}");
    }

    @Test
    void oneIndexAtATime() {
        fixture.withSongs();

        assertThat(fixture.refusal("UpdateTable", """
                {'TableName':'Songs','GlobalSecondaryIndexUpdates':[
                   {'Delete':{'IndexName':'genres'}},{'Delete':{'IndexName':'labels'}}]}"""))
                .isEqualTo("LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or "
                        + "deleted simultaneously per table");
        assertThat(fixture.refusal("UpdateTable", """
                {'TableName':'Songs','GlobalSecondaryIndexUpdates':[{'Delete':{'IndexName':'years'}}]}""")).startsWith("ResourceNotFoundException");
    }

    @Test
    void isKeptInAFile(@TempDir Path folder) {
        var file = folder.resolve("data");
        try (var first = new Fixture(DynamoDbOptions.defaults().withStorage(Storage.file(file)))) {
            first.withSongs().withListeners();
            first.call("TagResource", """
                    {'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/Songs',
                     'Tags':[{'Key':'team','Value':'radio'}]}""");
            first.put("Songs", "{'artist':{'S':'Nina'},'title':{'S':'Feeling'},'label':{'S':'Philips'}}");
        }
        try (var second = new Fixture(DynamoDbOptions.defaults().withStorage(Storage.file(file)))) {
            assertThat(described(second, "Songs").path("GlobalSecondaryIndexes"))
                    .hasSize(2);
            assertThat(second.call("Scan", "{'TableName':'Songs','IndexName':'labels'}")
                            .path("Count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(second.call(
                                    "ListTagsOfResource",
                                    "{'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/Songs'}")
                            .path("Tags")
                            .path(0)
                            .path("Value")
                            .asText())
                    .isEqualTo("radio");
            second.call("DeleteTable", "{'TableName':'Songs'}");
        }
        try (var third = new Fixture(DynamoDbOptions.defaults().withStorage(Storage.file(file)))) {
            assertThat(third.call("ListTables", "{}").path("TableNames")).hasSize(1);
        }
    }
}
