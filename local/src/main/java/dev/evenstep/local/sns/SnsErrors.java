package dev.evenstep.local.sns;

import dev.evenstep.engine.protocol.AwsException;

/** SNS's errors, in its words. */
final class SnsErrors {

    private SnsErrors() {}

    static AwsException invalid(String what) {
        return new AwsException(400, "InvalidParameter", "Invalid parameter: " + what);
    }

    static AwsException notFound(String what) {
        return new AwsException(404, "NotFound", what + " does not exist");
    }
}
