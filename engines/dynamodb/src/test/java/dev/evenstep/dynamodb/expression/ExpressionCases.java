package dev.evenstep.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;

/** Requests in short, with names and values that cases share. */
public final class ExpressionCases {

    private ExpressionCases() {}

    /** JSON with single quotes. */
    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JsonTrees.parse(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static TableItem item(String text) {
        return ValueJson.readItem(json(text));
    }

    /** A request with one expression; {@code values} are inside of braces. */
    public static ObjectNode request(String parameter, String expression, String names, String values) {
        ObjectNode request = JsonTrees.object().put(parameter, expression);
        if (!names.isEmpty()) {
            request.set("ExpressionAttributeNames", json("{" + names + "}"));
        }
        if (!values.isEmpty()) {
            request.set("ExpressionAttributeValues", json("{" + values + "}"));
        }
        return request;
    }

    /** Such a request, with those of the values alone that its expression uses. */
    static ObjectNode requestWithSome(String parameter, String expression, String values) {
        ObjectNode request = request(parameter, expression, "", values);
        ((ObjectNode) request.get("ExpressionAttributeValues"))
                .properties()
                .removeIf(value -> !expression.contains(value.getKey()));
        return request.get("ExpressionAttributeValues").isEmpty()
                ? request.without("ExpressionAttributeValues")
                : request;
    }

    public static void refused(ExpressionRequest operation, ObjectNode request, String message) {
        assertThatExceptionOfType(AwsException.class)
                .as(request.toString())
                .isThrownBy(() -> {
                    Clauses.check(operation, request, Constraints.of(request));
                    Clauses.of(operation, request);
                })
                .withMessage(message);
    }
}
