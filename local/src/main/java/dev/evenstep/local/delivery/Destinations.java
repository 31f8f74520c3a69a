package dev.evenstep.local.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whatever has an ARN and takes a text: queues, topics, and functions (asynchronously). */
@FunctionalInterface
public interface Destinations {

    /**
     * Hands a text over; when this returns, the receiver has it. Any other exception than the one named here is a
     * failure that may pass: another attempt makes sense.
     *
     * @param attributes string message attributes, for queues only
     * @param messageGroupId for FIFO queues only, which need content-based deduplication, as for EventBridge itself
     * @throws UndeliverableException where there is no such receiver or it refuses
     */
    void send(String arn, String body, Map<String, String> attributes, @Nullable String messageGroupId);

    /** The same of a whole message. Who knows texts only leaves the rest out. */
    default void send(String arn, DirectedMessage message) {
        send(arn, message.body(), Map.of(), message.groupId());
    }

    /** The receiver is missing or refused; says which and why. */
    final class UndeliverableException extends RuntimeException {

        private final String code;

        /**
         * @param code as EventBridge names it to a dead-letter queue, such as {@code NO_RESOURCE} or
         *     {@code INVALID_PARAMETER}
         */
        public UndeliverableException(String code, String message) {
            super(message);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
