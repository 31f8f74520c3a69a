package dev.evenstep.local.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An EventBridge rule: which events of a bus go where.
 *
 * @param bus the bus's name
 * @param pattern the event pattern as JSON
 */
public record RuleSpec(
        String logicalId, String name, String bus, String pattern, boolean enabled, List<TargetSpec> targets) {

    public RuleSpec {
        targets = List.copyOf(targets);
    }

    /**
     * @param arn of a queue or a function
     * @param input what the target gets of the event
     * @param messageGroupId for a FIFO queue
     * @param maximumRetryAttempts 0 to 185, AWS's default
     * @param maximumEventAge one minute to 24 hours, AWS's default
     * @param deadLetterArn the queue for what could not be delivered; null: dropped, as on AWS
     */
    public record TargetSpec(
            String id,
            String arn,
            Input input,
            @Nullable String messageGroupId,
            int maximumRetryAttempts,
            Duration maximumEventAge,
            @Nullable String deadLetterArn) {}

    /** What a target gets of an event. */
    public sealed interface Input {

        /** The event itself. */
        record Whole() implements Input {}

        /** The same JSON text for every event. */
        record Constant(String json) implements Input {}

        /** The part of the event that a JSON path such as {@code $.detail} names. */
        record Path(String jsonPath) implements Input {}

        /** A template whose {@code <name>} places are filled from the event by JSON paths. */
        record Transformer(Map<String, String> paths, String template) implements Input {

            public Transformer {
                paths = Map.copyOf(paths);
            }
        }
    }
}
