package dev.evenstep.dynamodb.value;

import dev.evenstep.engine.protocol.AwsException;

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

    public static AwsException depth() {
        return request("Nesting Levels have exceeded supported limits: "
                + "Attributes in the item have nested levels beyond supported limit");
    }

    /** A JSON type that is another than the parameter's. */
    public static AwsException shape(String message) {
        return new AwsException(BAD_REQUEST, "SerializationException", message);
    }
}
