package dev.evenstep.local.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whatever has an ARN and takes a text: queues, and functions (asynchronously). */
public interface Destinations {

    /**
     * Hands a text over; when this returns, the receiver has it. Any other exception than the one named here is a
     * failure that may pass: another attempt makes sense.
     *
     * @param attributes string message attributes, for queues only
     * @param messageGroupId for FIFO queues only
     * @throws UndeliverableException where there is no such receiver or it refuses
     */
    void send(String arn, String body, Map<String, String> attributes, @Nullable String messageGroupId);

    /** Hands several texts over to one receiver, in their order; one that fails does not stop the others. */
    default List<Outcome> sendAll(String arn, List<Message> messages) {
        List<Outcome> outcomes = new ArrayList<>(messages.size());
        for (Message message : messages) {
            outcomes.add(Outcome.of(() -> send(arn, message.body(), message.attributes(), message.messageGroupId())));
        }
        return outcomes;
    }

    /** A text and what goes with it; see {@link #send}. */
    record Message(
            String body,
            Map<String, String> attributes,
            @Nullable String messageGroupId) {

        public Message {
            attributes = Map.copyOf(attributes);
        }
    }

    /** What became of one text. */
    sealed interface Outcome {

        /** The receiver has it. */
        record Delivered() implements Outcome {}

        /** No attempt will succeed. */
        record Refused(UndeliverableException why) implements Outcome {}

        /** Another attempt may succeed. */
        record Failed(RuntimeException why) implements Outcome {}

        static Outcome of(Runnable attempt) {
            try {
                attempt.run();
                return new Delivered();
            } catch (UndeliverableException e) {
                return new Refused(e);
            } catch (RuntimeException e) {
                return new Failed(e);
            }
        }
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
