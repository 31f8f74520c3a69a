package dev.evenstep.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalOrderTest {

    private final Fixture db = new Fixture().withListeners();

    @AfterEach
    void close() {
        db.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    PutItem    | 'Item':{'id':{}}             | Expected         | ConditionExpression
                    UpdateItem | 'Key':{'id':{}}              | AttributeUpdates | UpdateExpression
                    DeleteItem | 'Key':{'id':{}}              | Expected         | ConditionExpression
                    Query      | 'ExclusiveStartKey':{'a':{}} | QueryFilter      | FilterExpression
                    Scan       | 'Segment':1                  | ScanFilter       | FilterExpression
                    """)
    void bothWaysAreRefusedBeforeAnyValueIsRead(String operation, String members, String legacy, String expression) {
        assertThat(db.refusal(
                        operation,
                        "{'TableName':'Listeners',%s,'%s':{},'%s':''}".formatted(members, legacy, expression)))
                .isEqualTo(("ValidationException: Can not use both expression and non-expression parameters in the "
                                + "same request: Non-expression parameters: {%s} Expression parameters: {%s}")
                        .formatted(legacy, expression));
    }

    @Test
    void allThatIsWrongWithShapesIsToldTogether() {
        assertThat(db.refusal("UpdateItem", """
                        {'TableName':'Listeners','Key':{'id':{}},'ReturnValues':'ALL',
                         'AttributeUpdates':{'a':{'Action':'DROP'}},'ConditionalOperator':'XOR'}"""))
                .isEqualTo("ValidationException: 3 validation errors detected: "
                        + "Value 'ALL' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value "
                        + "set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; "
                        + "Value 'DROP' at 'attributeUpdates.a.member.action' failed to satisfy constraint: "
                        + "Member must satisfy enum value set: [ADD, DELETE, PUT]; "
                        + "Value 'XOR' at 'conditionalOperator' failed to satisfy constraint: "
                        + "Member must satisfy enum value set: [OR, AND]");
    }

    private static String nested(int maps) {
        return "{'M':{'a':".repeat(maps) + "{'S':''}" + "}}".repeat(maps);
    }

    @Test
    void anUpdateNestsNoDeeperThanAnItem() {
        db.put("Listeners", "{'id':{'S':'1'},'a':" + nested(16) + "}");
        var update = "{'TableName':'Listeners','Key':{'id':{'S':'1'}},'UpdateExpression':'SET a" + ".a".repeat(16)
                + " = :v','ExpressionAttributeValues':{':v':%s}}";

        assertThat(db.refusal("UpdateItem", update.formatted(nested(16))))
                .isEqualTo("ValidationException: Nesting Levels have exceeded supported limits: "
                        + "Attributes in the item have nested levels beyond supported limit");
        assertThat(db.call("UpdateItem", update.formatted(nested(15)))).isEmpty();
    }

    @Test
    void whatIsNotDefinedIsToldBeforeOperands() {
        assertThat(db.refusal("DeleteItem", """
                        {'TableName':'Listeners','Key':{'id':{'S':'1'}},
                         'ConditionExpression':'size(:n) > a AND b = :gone',
                         'ExpressionAttributeValues':{':n':{'N':'1'}}}"""))
                .isEqualTo("ValidationException: Invalid ConditionExpression: An expression attribute value used in "
                        + "expression is not defined; attribute value: :gone");
    }
}
