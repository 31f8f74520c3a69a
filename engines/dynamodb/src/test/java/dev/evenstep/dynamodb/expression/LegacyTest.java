package dev.evenstep.dynamodb.expression;

import static dev.evenstep.dynamodb.expression.ExpressionCases.item;
import static dev.evenstep.dynamodb.expression.ExpressionCases.json;
import static dev.evenstep.dynamodb.expression.ExpressionCases.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.value.KeyBytes;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.engine.protocol.AwsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyTest {

    private static final TableItem ITEM = item("{'id':{'S':'hello'},'n':{'N':'5'},'s':{'SS':['x']}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'gone':{'Exists':false}}|AND|true",
                "{'id':{'Exists':false}}|AND|false",
                "{'id':{'Value':{'S':'hello'}}}|AND|true",
                "{'n':{'ComparisonOperator':'GE','Value':{'N':'5.0'}}}|AND|true",
                "{'id':{'ComparisonOperator':'BEGINS_WITH','AttributeValueList':[{'S':'he'}]}}|AND|true",
                "{'id':{'ComparisonOperator':'NOT_CONTAINS','AttributeValueList':[{'S':'ell'}]}}|AND|false",
                "{'s':{'ComparisonOperator':'CONTAINS','AttributeValueList':[{'S':'x'}]}}|AND|true",
                "{'n':{'ComparisonOperator':'BETWEEN','AttributeValueList':[{'N':'1'},{'N':'5'}]}}|AND|true",
                "{'n':{'ComparisonOperator':'IN','AttributeValueList':[{'N':'1'},{'N':'2'}]}}|AND|false",
                "{'gone':{'ComparisonOperator':'NOT_NULL'},'n':{'Value':{'N':'5'}}}|AND|false",
                "{'gone':{'ComparisonOperator':'NOT_NULL'},'n':{'Value':{'N':'5'}}}|OR|true"
            })
    void expectedHoldsOrNot(String expected, String operator, boolean holds) {
        var request = json("{'Expected':" + expected + "}");
        if (request.get("Expected").size() > 1) {
            request.put("ConditionalOperator", operator);
        }
        assertThat(Clauses.of(ExpressionRequest.PUT, request).condition().test(ITEM))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Expected':{'a':{}}}|Value must be provided when Exists is null for Attribute: a",
                "{'Expected':{'a':{'Exists':true}}}|Value must be provided when Exists is true for Attribute: a",
                "{'Expected':{'a':{'Exists':false,'Value':{'S':''}}}}"
                        + "|Value cannot be used when Exists is false for Attribute: a",
                "{'Expected':{'a':{'ComparisonOperator':'LT'}}}"
                        + "|Value or AttributeValueList must be used with ComparisonOperator: LT for Attribute: a",
                "{'Expected':{'a':{'Exists':true,'ComparisonOperator':'LT'}}}"
                        + "|Exists and ComparisonOperator cannot be used together for Attribute: a",
                "{'Expected':{'a':{'AttributeValueList':[]}}}"
                        + "|AttributeValueList can only be used with a ComparisonOperator for Attribute: a",
                "{'Expected':{'a':{'ComparisonOperator':'EQ','AttributeValueList':[]}}}"
                        + "|Invalid number of argument(s) for the EQ ComparisonOperator",
                "{'Expected':{'a':{'ComparisonOperator':'IN','AttributeValueList':[{'S':''},{'N':'1'}]}}}"
                        + "|AttributeValues inside AttributeValueList must be of same type",
                "{'Expected':{'a':{'ComparisonOperator':'LT','AttributeValueList':[{'L':[]}]}}}"
                        + "|ComparisonOperator LT is not valid for L AttributeValue type",
                "{'ConditionalOperator':'OR'}|ConditionalOperator cannot be used without Filter or Expected",
                "{'AttributeUpdates':{'a':{'Action':'ADD'}}}"
                        + "|Only DELETE action is allowed when no attribute value is specified",
                "{'AttributeUpdates':{'a':{'Action':'ADD','Value':{'S':''}}}}"
                        + "|ADD action is not supported for the type S",
                "{'AttributeUpdates':{'a':{'Action':'DELETE','Value':{'N':'1'}}}}"
                        + "|DELETE action with value is not supported for the type N"
            })
    void isRefused(String request, String message) {
        refused(ExpressionRequest.UPDATE, json(request), "One or more parameter values were invalid: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'QueryFilter':{'a':{}}}|null|queryFilter.a.member.comparisonOperator|not be null",
                "{'QueryFilter':{'a':{'ComparisonOperator':'LIKE'}}}|'LIKE'|queryFilter.a.member.comparisonOperator"
                        + "|satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE,"
                        + " BEGINS_WITH, GE, CONTAINS]",
                "{'ConditionalOperator':'XOR'}|'XOR'|conditionalOperator|satisfy enum value set: [OR, AND]",
                "{'AttributesToGet':[]}|'[]'|attributesToGet|have length greater than or equal to 1"
            })
    void isOutsideOfWhatTheShapeAllows(String request, String value, String path, String rule) {
        refused(
                ExpressionRequest.QUERY,
                json(request),
                "1 validation error detected: Value " + value + " at '" + path
                        + "' failed to satisfy constraint: Member must " + rule);
    }

    @Test
    void updatesWholeAttributes() {
        var update = Clauses.of(
                        ExpressionRequest.UPDATE,
                        json("{'AttributeUpdates':{'n':{'Action':'ADD','Value':{'N':'2'}},'id':{'Action':'DELETE'},"
                                + "'s':{'Action':'DELETE','Value':{'SS':['x']}},'p':{'Value':{'S':'put'}}}}"))
                .update();
        assertThat(update.apply(ITEM).item()).isEqualTo(item("{'n':{'N':'7'},'p':{'S':'put'}}"));
        assertThat(update.creates()).isTrue();
        var mismatched = Clauses.of(
                        ExpressionRequest.UPDATE,
                        json("{'AttributeUpdates':{'n':{'Action':'ADD','Value':{'SS':['2']}}}}"))
                .update();
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> mismatched.apply(ITEM))
                .withMessage("Type mismatch for attribute to update");
    }

    @Test
    void queriesByKeyConditionsAndFilters() {
        KeySchema keys = new KeySchema(new KeyAttribute("pk", "S"), new KeyAttribute("sk", "S"));
        Clauses clauses = Clauses.of(
                ExpressionRequest.QUERY,
                json("{'KeyConditions':{'pk':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'p'}]},"
                        + "'sk':{'ComparisonOperator':'BEGINS_WITH','AttributeValueList':[{'S':'a'}]}},"
                        + "'QueryFilter':{'n':{'ComparisonOperator':'GT','AttributeValueList':[{'N':'4'}]}},"
                        + "'AttributesToGet':['n','gone']}"));
        assertThat(clauses.keyCondition(keys).range().contains(KeyBytes.of(new Value.S("p"), new Value.S("ab"))))
                .isTrue();
        assertThat(clauses.keyCondition(keys).range().contains(KeyBytes.of(new Value.S("p"), new Value.S("b"))))
                .isFalse();
        assertThat(clauses.condition().test(ITEM)).isTrue();
        assertThat(clauses.projection()).isNotNull().extracting(p -> p.of(ITEM)).isEqualTo(item("{'n':{'N':'5'}}"));
        Clauses unfit = Clauses.of(
                ExpressionRequest.QUERY,
                json("{'KeyConditions':{'pk':{'ComparisonOperator':'NE','AttributeValueList':[{'S':'p'}]}}}"));
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> unfit.keyCondition(keys))
                .withMessage("Attempted conditional constraint is not an indexable operation");
        refused(
                ExpressionRequest.GET,
                json("{'AttributesToGet':['a','a']}"),
                "One or more parameter values were invalid: Duplicate value in attribute name: a");
    }
}
