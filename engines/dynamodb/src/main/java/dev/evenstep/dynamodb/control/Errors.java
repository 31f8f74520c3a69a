package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.AwsException;

/** AWS's errors about tables. */
final class Errors {

    private Errors() {}

    static AwsException invalid(String message) {
        return new AwsException(400, "ValidationException", message);
    }

    static AwsException invalidValue(String message) {
        return invalid("One or more parameter values were invalid: " + message);
    }

    static AwsException wrongType(JsonNode value, String wanted) {
        var is = switch (value.getNodeType()) {
            case NUMBER -> "NUMBER_VALUE";
            case BOOLEAN -> value.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE";
            case STRING -> "STRING_VALUE";
            case ARRAY -> "START_ARRAY";
            default -> "START_OBJECT";
        };
        return new AwsException(400, "SerializationException", "%s can not be converted to a %s".formatted(is, wanted));
    }

    static AwsException noTable(String name) {
        return notFound("Table: %s not found".formatted(name));
    }

    static AwsException notFound(String what) {
        return new AwsException(400, "ResourceNotFoundException", "Requested resource not found: " + what);
    }

    static AwsException inUse(String what) {
        return new AwsException(
                400, "ResourceInUseException", "Attempt to change a resource which is still in use: " + what);
    }
}
