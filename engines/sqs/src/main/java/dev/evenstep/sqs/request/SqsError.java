package dev.evenstep.sqs.request;

import dev.evenstep.engine.protocol.AwsException;

/** SQS's errors. Codes are those of the Query protocol, which clients of both protocols are told. */
public final class SqsError {

    /** What many codes begin with. */
    public static final String PREFIX = "AWS.SimpleQueueService.";

    private SqsError() {}

    /** @param code as it stands, without {@link #PREFIX} */
    public static AwsException of(String code, String message) {
        return new AwsException(400, code, message);
    }

    /** @param code behind {@link #PREFIX} */
    public static AwsException service(String code, String message) {
        return of(PREFIX + code, message);
    }

    public static AwsException invalid(String message) {
        return of("InvalidParameterValue", message);
    }

    public static AwsException invalid(Object value, String parameter, String reason) {
        return invalid("Value %s for parameter %s is invalid. Reason: %s".formatted(value, parameter, reason));
    }

    public static AwsException missing(String parameter) {
        return of("MissingParameter", needed(parameter));
    }

    /** As a request of several messages says it, of which one lacks something. */
    public static AwsException incomplete(String parameter) {
        return invalid(needed(parameter));
    }

    public static AwsException noQueue() {
        return service("NonExistentQueue", "The specified queue does not exist.");
    }

    public static AwsException notFound(String message) {
        return new AwsException(404, "ResourceNotFoundException", message);
    }

    /** Where a thread that waits is told to stop; it stays so. */
    public static AwsException interrupted() {
        Thread.currentThread().interrupt();
        return new AwsException(503, "ServiceUnavailable", "The request was interrupted.");
    }

    private static String needed(String parameter) {
        return "The request must contain the parameter %s.".formatted(parameter);
    }
}
