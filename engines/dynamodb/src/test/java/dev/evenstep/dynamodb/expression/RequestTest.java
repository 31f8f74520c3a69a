package dev.evenstep.dynamodb.expression;

import static dev.evenstep.dynamodb.expression.ExpressionCases.item;
import static dev.evenstep.dynamodb.expression.ExpressionCases.json;
import static dev.evenstep.dynamodb.expression.ExpressionCases.refused;
import static dev.evenstep.dynamodb.expression.ExpressionCases.request;
import static dev.evenstep.dynamodb.expression.ExpressionCases.requestWithSome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.value.KeyBytes;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.engine.protocol.AwsException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {

    private static final KeySchema KEYS = new KeySchema(new KeyAttribute("pk", "S"), new KeyAttribute("sk", "N"));
    private static final String MIXED =
            "Can not use both expression and non-expression parameters in the same request: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PUT|{'Expected':{},'ConditionExpression':''}|" + MIXED
                        + "Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}",
                "QUERY|{'AttributesToGet':['a'],'KeyConditions':{},'FilterExpression':'a = b'}|" + MIXED
                        + "Non-expression parameters: {AttributesToGet} Expression parameters: {FilterExpression}",
                "PUT|{'ExpressionAttributeNames':{'#a':'a'}}"
                        + "|ExpressionAttributeNames can only be specified when using expressions",
                "UPDATE|{'ExpressionAttributeValues':{':a':{'S':'a'}}}|ExpressionAttributeValues can only be specified"
                        + " when using expressions: UpdateExpression and ConditionExpression are null",
                "SCAN|{'ExpressionAttributeValues':{':a':{'S':'a'}}}|ExpressionAttributeValues can only be specified"
                        + " when using expressions: FilterExpression is null",
                "PUT|{'ConditionExpression':'','ExpressionAttributeNames':{}}|ExpressionAttributeNames must not be empty",
                "PUT|{'ConditionExpression':'','ExpressionAttributeNames':{'a':'b'}}"
                        + "|ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"",
                "PUT|{'ConditionExpression':'','ExpressionAttributeValues':{':a-b':{'S':''}}}"
                        + "|ExpressionAttributeValues contains invalid key: Syntax error; key: \":a-b\"",
                "PUT|{'ConditionExpression':'','ExpressionAttributeValues':{':a':{'N':'x'}}}|ExpressionAttributeValues"
                        + " contains invalid value: The parameter cannot be converted to a numeric value: x for key :a",
                "PUT|{'ConditionExpression':''}|Invalid ConditionExpression: The expression can not be empty;",
                "PUT|{'ConditionExpression':'attribute_exists(a)','ExpressionAttributeNames':{'#a':'a','#b':'b'}}"
                        + "|Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}",
                "PUT|{'ConditionExpression':'attribute_exists(a)','ExpressionAttributeValues':{':a':{'S':''}}}"
                        + "|Value provided in ExpressionAttributeValues unused in expressions: keys: {:a}",
                "GET|{'ProjectionExpression':'a, b.c, a[1]'}|Invalid ProjectionExpression: Two document paths overlap"
                        + " with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, [1]]",
                "GET|{'ProjectionExpression':'a,,b'}|Invalid ProjectionExpression: Syntax error; token: \",\", near: \",,b\"",
                "QUERY|{'KeyConditionExpression':'pk = pk2 OR sk = pk2'}"
                        + "|Invalid operator used in KeyConditionExpression: OR",
                "QUERY|{'KeyConditionExpression':'pk <> sk'}|Invalid operator used in KeyConditionExpression: <>",
                "QUERY|{'KeyConditionExpression':'attribute_exists(pk)'}"
                        + "|Invalid operator used in KeyConditionExpression: attribute_exists",
                "QUERY|{'KeyConditionExpression':'pk > size(sk)'}"
                        + "|KeyConditionExpressions cannot contain nested operations",
                "QUERY|{'KeyConditionExpression':'pk = sk'}|Invalid condition in KeyConditionExpression:"
                        + " Multiple attribute names used in one condition",
                "QUERY|{'KeyConditionExpression':'pk.a = sk'}"
                        + "|KeyConditionExpressions cannot have conditions on nested attributes",
                "QUERY|{'KeyConditionExpression':':a = :a','ExpressionAttributeValues':{':a':{'S':''}}}"
                        + "|Invalid condition in KeyConditionExpression: No key attribute specified",
                "QUERY|{'KeyConditionExpression':'pk > :a AND pk < :a','ExpressionAttributeValues':{':a':{'S':''}}}"
                        + "|KeyConditionExpressions must only contain one condition per key",
                "QUERY|{'KeyConditionExpression':'begins_with(:a, pk)','ExpressionAttributeValues':{':a':{'S':''}}}"
                        + "|Invalid condition in KeyConditionExpression:"
                        + " begins_with operator must have the key attribute as its first operand"
            })
    void isRefused(ExpressionRequest operation, String request, String message) {
        refused(operation, json(request), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sk = :n|Query condition missed key schema element: pk",
                "elsewhere = :s|Query condition missed key schema element: pk",
                "pk = :s AND elsewhere = :n|Query condition missed key schema element: sk",
                "pk > :s|Query key condition not supported",
                "pk = :n|One or more parameter values were invalid: Condition parameter type does not match schema type",
                "pk = :e|One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain"
                        + " an empty string value. Key: pk"
            })
    void doesNotFitTheKeys(String expression, String message) {
        String values = "':s':{'S':'p'},':n':{'N':'1'},':e':{'S':''}";
        Clauses clauses =
                Clauses.of(ExpressionRequest.QUERY, requestWithSome("KeyConditionExpression", expression, values));
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> clauses.keyCondition(KEYS))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "pk = :p|1 2 3 4",
                ":p = pk AND sk = :2|2",
                "(pk = :p) AND (sk > :2)|3 4",
                "(pk = :p AND (:2 >= sk))|1 2",
                "sk BETWEEN :2 AND :3 and pk = :p|2 3"
            })
    void namesARangeOfKeys(String expression, String found) {
        String values = "':p':{'S':'p'},':2':{'N':'2'},':3':{'N':'3'}";
        KeyCondition condition = Clauses.of(
                        ExpressionRequest.QUERY, requestWithSome("KeyConditionExpression", expression, values))
                .keyCondition(KEYS);
        StringBuilder matching = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            byte[] key = KeyBytes.of(new Value.S("p"), new Value.N(BigDecimal.valueOf(i)));
            if (condition.range().contains(key)) {
                matching.append(matching.isEmpty() ? "" : " ").append(i);
            }
        }
        assertThat(matching).hasToString(found);
        assertThat(condition.partition()).isEqualTo(new Value.S("p"));
    }

    @Test
    void projectsPartsInTheirPlace() {
        Clauses clauses = Clauses.of(
                ExpressionRequest.GET,
                request("ProjectionExpression", "#a.c, l[2], l[0].x, #d, gone.b", "'#a':'m','#d':'date.of'", ""));
        assertThat(clauses.projection())
                .isNotNull()
                .extracting(
                        projection -> projection.of(
                                item(
                                        "{'m':{'M':{'b':{'S':'1'},'c':{'S':'2'}}},"
                                                + "'l':{'L':[{'M':{'x':{'N':'1'},'y':{'N':'2'}}},{'S':'no'},{'S':'yes'}]},'date.of':{'S':'3'}}")))
                .isEqualTo(item("{'m':{'M':{'c':{'S':'2'}}},'l':{'L':[{'M':{'x':{'N':'1'}}},{'S':'yes'}]},"
                        + "'date.of':{'S':'3'}}"));
    }

    @Test
    void filtersOfQueriesDoNotNameKeys() {
        Clauses clauses = Clauses.of(ExpressionRequest.QUERY, request("FilterExpression", "sk.a = b", "", ""));
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> clauses.requireNoKeyInFilter(KEYS))
                .withMessage(
                        "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk");
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> clauses.requireScalar(KEYS, "IndexKey"))
                .withMessage(
                        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:"
                                + " IndexKey: sk");
    }
}
