package dev.evenstep.local.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whatever has an ARN and takes a text: queues, and functions (asynchronously). */
public interface Destinations {

    /**
     * Hands a text over; when this returns, the receiver has it.
     *
     * @param attributes string message attributes, for queues only
     * @param messageGroupId for FIFO queues only
     * @throws UndeliverableException where there is no such receiver or it refuses
     */
    void send(String arn, String body, Map<String, String> attributes, @Nullable String messageGroupId);

    /** The receiver is missing or refused; says which and why. */
    final class UndeliverableException extends RuntimeException {

        private final String code;

        /** @param code AWS's error code, such as {@code NO_PERMISSIONS} or {@code AWS.SimpleQueueService.NonExistentQueue} */
        public UndeliverableException(String code, String message) {
            super(message);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
