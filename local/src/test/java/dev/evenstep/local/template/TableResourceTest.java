package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TableResourceTest {

    private static final String ID = "AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]";
    private static final String KEY = "KeySchema: [{ AttributeName: id, KeyType: HASH }]";

    @TempDir
    Path folder;

    private static String table(String type, String properties) {
        return "  Table: { Type: AWS::" + type + ", Properties: { " + properties + " } }\n";
    }

    private static String index(String keys, String projection) {
        return ID + ", " + KEY + ", GlobalSecondaryIndexes: [{ IndexName: i, KeySchema: " + keys + ", Projection: "
                + projection + " }]";
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(ID, "Table.KeySchema: must name a HASH key and at most one RANGE key"),
                arguments(KEY, "defines []; must define the attributes of the keys, [id], and no others"),
                arguments(
                        "AttributeDefinitions: [{ AttributeName: id, AttributeType: X }], " + KEY,
                        "Table.AttributeDefinitions.0.AttributeType: is X; must be one of [S, N, B]"),
                arguments(
                        "AttributeDefinitions: [{ AttributeName: id, AttributeType: S },"
                                + " { AttributeName: more, AttributeType: S }], " + KEY,
                        "defines [id, more]; must define the attributes of the keys, [id]"),
                arguments(
                        ID + ", KeySchema: [{ AttributeName: id, KeyType: RANGE }]",
                        "is RANGE; the first key must be HASH, the second RANGE"),
                arguments(ID + ", " + KEY + ", TableName: ab", "is ab; must be 3 to 255 letters"),
                arguments(
                        ID + ", " + KEY + ", StreamSpecification: { StreamViewType: EVERYTHING }",
                        "is EVERYTHING; must be one of [KEYS_ONLY, NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES]"),
                arguments(
                        ID + ", " + KEY + ", TimeToLiveSpecification: { Enabled: true }",
                        "TimeToLiveSpecification.AttributeName: is missing"),
                arguments(
                        index("[{ AttributeName: id, KeyType: HASH }]", "{ ProjectionType: SOME }"),
                        "Table.GlobalSecondaryIndexes.0.Projection.ProjectionType: is SOME; must be one of"),
                arguments(
                        index("[{ AttributeName: id, KeyType: HASH }]", "{ ProjectionType: INCLUDE }"),
                        "NonKeyAttributes: must be there for INCLUDE, and for nothing else"),
                arguments(
                        index("[{ AttributeName: other, KeyType: HASH }]", "{ ProjectionType: ALL }"),
                        "must define the attributes of the keys, [id, other]"),
                arguments(index("none", "{ ProjectionType: ALL }"), "KeySchema: must be a list"),
                arguments(
                        ID + ", " + KEY + ", GlobalSecondaryIndexes: [a]",
                        "Table.GlobalSecondaryIndexes.0: must be an object"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatDynamoDbRefusesIsRefused(String properties, String message) throws Exception {
        assertThat(new Folder(folder).problemsOfResources(table("DynamoDB::Table", properties)))
                .contains(message);
    }

    @Test
    void aLocalIndexSharesTheTablesPartitionKey() throws Exception {
        assertThat(
                        new Folder(folder)
                                .problemsOfResources(
                                        table(
                                                "DynamoDB::Table",
                                                ID + ", " + KEY + ", LocalSecondaryIndexes: [{ IndexName: i, KeySchema:"
                                                        + " [{ AttributeName: x, KeyType: HASH }], Projection: { ProjectionType: ALL } }]")))
                .contains("a local index has the table's own HASH key, id");
    }

    @Test
    void aSimpleTableHasAnIdUnlessItSaysOtherwise() throws Exception {
        var reader = new Folder(folder);

        assertThat(reader.resources(table("Serverless::SimpleTable", "")).tables())
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.key().partition()).isEqualTo("id");
                    assertThat(table.attributeTypes()).isEqualTo(Map.of("id", "S"));
                });
        assertThat(reader.resources(table("Serverless::SimpleTable", "PrimaryKey: { Name: n, Type: Number }"))
                        .tables())
                .singleElement()
                .satisfies(table -> assertThat(table.attributeTypes()).isEqualTo(Map.of("n", "N")));
        assertThat(reader.problemsOfResources(table("Serverless::SimpleTable", "PrimaryKey: { Name: n, Type: Text }")))
                .contains("Table.PrimaryKey.Type: is Text; must be one of [String, Number, Binary]");
    }

    @Test
    void aGlobalTableIsTheTableOfThisRegion() throws Exception {
        var reader = new Folder(folder);
        var one = reader.resources(table("DynamoDB::Table", ID + ", " + KEY));
        var global = reader.resources(table(
                "DynamoDB::GlobalTable",
                ID + ", " + KEY + ", Replicas: [{ Region: !Ref AWS::Region, Tags: [] }, { Region: eu-west-1 }]"));

        assertThat(global.tables()).isEqualTo(one.tables());
        assertThat(Folder.notHonoured(global))
                .containsExactlyInAnyOrder(
                        "Table.Replicas.0.Tags: tags are kept in an account only",
                        "Table.Replicas.1.Region: there is one region locally: no replica in eu-west-1");
    }

    @Test
    void timeToLiveThatIsSwitchedOffIsNone() throws Exception {
        var stack = new Folder(folder)
                .resources(table(
                        "DynamoDB::Table",
                        ID + ", " + KEY + ", TimeToLiveSpecification: { AttributeName: ttl, Enabled: false }"));

        assertThat(stack.tables())
                .singleElement()
                .satisfies(table -> assertThat(table.timeToLiveAttribute()).isNull());
    }
}
