package dev.evenstep.engine.http;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import java.util.function.Function;

/** Answers requests, each on a virtual thread that it may block. What it throws is told as an error of AWS's. */
@FunctionalInterface
public interface HttpHandler extends Function<AwsRequest, AwsResponse> {

    /**
     * Answers a request whose body was longer than the endpoint takes; it has been read and dropped.
     *
     * @param head the request without its body
     * @param bytes the body's length
     */
    default AwsResponse tooLarge(AwsRequest head, long bytes) {
        throw new AwsException(
                413, "RequestEntityTooLargeException", "The request's body is too large: %d bytes.".formatted(bytes));
    }

    /** Learns that an answer did not reach its client, whose connection is gone. */
    default void undelivered(AwsRequest request, AwsResponse response) {}
}
