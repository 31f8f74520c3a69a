package dev.evenstep.dynamodb.value;

import dev.evenstep.engine.protocol.AwsException;
import java.util.List;

/** AWS's words for requests that it does not take. */
public final class Invalid {

    private static final int BAD_REQUEST = 400;

    private Invalid() {}

    public static AwsException request(String message) {
        return new AwsException(BAD_REQUEST, "ValidationException", message);
    }

    /** "One or more parameter values were invalid: …" */
    public static AwsException parameter(String message) {
        return request("One or more parameter values were invalid: " + message);
    }

    /** A member of a parameter outside of what its shape allows. */
    public static AwsException member(String value, String path, String rule) {
        return request("1 validation error detected: Value " + value + " at '" + path
                + "' failed to satisfy constraint: Member must " + rule);
    }

    /** @throws AwsException where the value is none of the allowed, which are in AWS's order */
    public static void requireOneOf(String value, String path, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw member("'" + value + "'", path, "satisfy enum value set: " + allowed);
        }
    }

    /** A JSON type that is another than the parameter's. */
    public static AwsException shape(String message) {
        return new AwsException(BAD_REQUEST, "SerializationException", message);
    }
}
