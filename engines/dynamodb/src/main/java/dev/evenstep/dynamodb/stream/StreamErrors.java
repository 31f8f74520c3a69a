package dev.evenstep.dynamodb.stream;

import dev.evenstep.engine.protocol.AwsException;

/** What is wrong with a request for streams. */
final class StreamErrors {

    private StreamErrors() {}

    static AwsException noStream(String arn) {
        return new AwsException(
                400, "ResourceNotFoundException", "Requested resource not found: Stream: %s not found".formatted(arn));
    }

    static AwsException noShard(String id, String arn) {
        return new AwsException(
                400,
                "ResourceNotFoundException",
                "Requested resource not found: Shard: %s in Stream: %s not found".formatted(id, arn));
    }

    static AwsException trimmed() {
        return new AwsException(
                400,
                "TrimmedDataAccessException",
                "The operation attempted to read past the oldest stream record in a shard.");
    }

    static AwsException expired() {
        return new AwsException(
                400,
                "ExpiredIteratorException",
                "The shard iterator has expired and can no longer be used to retrieve stream records.");
    }

    static AwsException invalid(String message) {
        return new AwsException(400, "ValidationException", message);
    }

    static AwsException constraint(String value, String at, String constraint) {
        return invalid("1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
                .formatted(value, at, constraint));
    }

    static AwsException missing(String at) {
        return invalid(
                "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
                        .formatted(at));
    }
}
