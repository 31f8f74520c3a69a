package dev.evenstep.local.lambda.instance;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** An invocation on its way through one instance. */
record Invocation(
        String requestId,
        String payload,
        String functionArn,
        Instant deadline,
        String traceId,
        AtomicLong takenNanos,
        CompletableFuture<InvocationOutcome> outcome) {

    static Invocation of(String requestId, String payload, String functionArn, Instant deadline) {
        return new Invocation(
                requestId,
                payload,
                functionArn,
                deadline,
                traceId(requestId, deadline),
                new AtomicLong(),
                new CompletableFuture<>());
    }

    /** Notes that the runtime fetches it: from here on the function may have seen it. */
    void taken() {
        takenNanos.set(System.nanoTime());
    }

    boolean isTaken() {
        return takenNanos.get() != 0;
    }

    /** A trace header in X-Ray's form, not sampled. */
    private static String traceId(String requestId, Instant time) {
        String hex = requestId.replace("-", "");
        return "Root=1-%08x-%s;Parent=%s;Sampled=0"
                .formatted(time.getEpochSecond(), hex.substring(0, 24), hex.substring(16, 32));
    }
}
