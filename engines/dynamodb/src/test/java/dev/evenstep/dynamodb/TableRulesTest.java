package dev.evenstep.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS refuses of a table, in its words. */
class TableRulesTest {

    private static final String KEY = "'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}]";
    private static final String BOTH =
            "'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}," + "{'AttributeName':'at','KeyType':'RANGE'}]";
    private static final String ID = "{'AttributeName':'id','AttributeType':'S'}";
    private static final String AT = "{'AttributeName':'at','AttributeType':'N'}";

    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private String refusal(String attributes, String rest) {
        return fixture.refusal(
                "CreateTable",
                "{'TableName':'Albums','BillingMode':'PAY_PER_REQUEST','AttributeDefinitions':[%s],%s}"
                        .formatted(attributes, rest));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ab  | Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3
            a b c | Value 'a b c' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+
            """)
    void names(String name, String message) {
        assertThat(fixture.refusal(
                        "CreateTable", "{'TableName':'%s','AttributeDefinitions':[],'KeySchema':[]}".formatted(name)))
                .isEqualTo("ValidationException: 1 validation error detected: " + message);
    }

    @Test
    void whatIsWrongByItselfIsToldAtOnce() {
        assertThat(fixture.refusal("CreateTable", """
                {'TableName':'Albums','BillingMode':'FREE',
                 'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'X'}],
                 'KeySchema':[{'AttributeName':'id','KeyType':'MAIN'}]}"""))
                .isEqualTo("ValidationException: 3 validation errors detected: "
                        + "Value 'X' at 'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: "
                        + "Member must satisfy enum value set: [B, N, S]; "
                        + "Value 'FREE' at 'billingMode' failed to satisfy constraint: "
                        + "Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; "
                        + "Value 'MAIN' at 'keySchema.1.member.keyType' failed to satisfy constraint: "
                        + "Member must satisfy enum value set: [HASH, RANGE]");
    }

    @Test
    void everyKeyIsDefinedAndEveryDefinitionIsUsed() {
        assertThat(refusal(ID, BOTH)).endsWith("Invalid KeySchema: Some index key attribute have no definition");
        assertThat(refusal(ID + "," + AT, KEY))
                .endsWith("Number of attributes in KeySchema does not exactly match number of attributes defined in "
                        + "AttributeDefinitions");
    }

    @Test
    void keysHaveTheirOrder() {
        assertThat(refusal(ID, "'KeySchema':[{'AttributeName':'id','KeyType':'RANGE'}]"))
                .endsWith("The first KeySchemaElement is not a HASH key type");
    }

    @Test
    void billingIsOneOrTheOther() {
        assertThat(refusal(ID, KEY + ",'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}"))
                .contains("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified");
        assertThat(fixture.refusal(
                        "CreateTable", "{'TableName':'Albums','AttributeDefinitions':[%s],%s}".formatted(ID, KEY)))
                .contains("ReadCapacityUnits and WriteCapacityUnits must both be specified");
    }

    @Test
    void aLocalIndexSharesThePartition() {
        var index = "'LocalSecondaryIndexes':[{'IndexName':'ats','Projection':{'ProjectionType':'ALL'},%s}]";
        assertThat(refusal(ID + "," + AT, KEY + "," + index.formatted(BOTH)))
                .endsWith("Table KeySchema does not have a range key, which is required when specifying a "
                        + "LocalSecondaryIndex");
        var other = "'KeySchema':[{'AttributeName':'at','KeyType':'HASH'},{'AttributeName':'id','KeyType':'RANGE'}]";
        assertThat(refusal(ID + "," + AT, BOTH + "," + index.formatted(other)))
                .contains("does not have the same leading hash key as table KeySchema for index: ats");
    }

    @Test
    void aProjectionNamesAttributesOnlyToIncludeThem() {
        var index = "'GlobalSecondaryIndexes':[{'IndexName':'ids',%s,'Projection':%s}]";
        assertThat(refusal(ID, KEY + "," + index.formatted(KEY, "{'ProjectionType':'ALL','NonKeyAttributes':['x']}")))
                .endsWith("ProjectionType is ALL, but NonKeyAttributes is specified");
        assertThat(refusal(ID, KEY + "," + index.formatted(KEY, "{}"))).endsWith("Unknown ProjectionType: null");
    }

    @Test
    void aStreamNeedsAView() {
        assertThat(refusal(ID, KEY + ",'StreamSpecification':{'StreamEnabled':true}"))
                .startsWith("ValidationException: One or more parameter values were invalid: StreamViewType");
    }
}
