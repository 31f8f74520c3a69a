package dev.evenstep.kinesis.request;

import dev.evenstep.engine.protocol.AwsException;

/** Kinesis's errors, in its words. */
public final class Refusals {

    private Refusals() {}

    public static AwsException invalid(String message) {
        return new AwsException(400, "InvalidArgumentException", message);
    }

    public static AwsException notFound(String message) {
        return new AwsException(400, "ResourceNotFoundException", message);
    }

    public static AwsException inUse(String message) {
        return new AwsException(400, "ResourceInUseException", message);
    }

    public static AwsException limitExceeded(String message) {
        return new AwsException(400, "LimitExceededException", message);
    }

    public static AwsException tooFast(String message) {
        return new AwsException(400, "ProvisionedThroughputExceededException", message);
    }

    static AwsException shape(String message) {
        return new AwsException(400, "SerializationException", message);
    }
}
