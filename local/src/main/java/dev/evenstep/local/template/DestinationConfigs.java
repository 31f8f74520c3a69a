package dev.evenstep.local.template;

import dev.evenstep.local.stack.QueueSpec;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where something is sent after it was handled, or could not be: to a standard queue or topic, or to a function. */
final class DestinationConfigs {

    private DestinationConfigs() {}

    static @Nullable String queueOrFunction(Properties config, String property, StackBuilder builder) {
        return read(config, property, "queues, topics and functions", builder, builder::receiver);
    }

    static @Nullable String queueOrTopic(Properties config, String property, StackBuilder builder) {
        return read(
                config,
                property,
                "queues and topics",
                builder,
                arn -> builder.receiver(arn).filter(found -> !found.contains(":lambda:")));
    }

    static @Nullable String queue(Properties config, String property, StackBuilder builder) {
        return read(
                config,
                property,
                "queues",
                builder,
                arn -> builder.queues.find(arn).map(QueueSpec::arn));
    }

    /** The destination's ARN; null where none is set, or none that is here, which is named. */
    private static @Nullable String read(
            Properties config,
            String property,
            String kinds,
            StackBuilder builder,
            Function<String, Optional<String>> find) {
        if (!config.any()) {
            return null;
        }
        if (config.declaration().origin().isSam()) {
            config.text("Type"); // SAM writes policies by it
        }
        var arn = config.demand(property);
        var found = find.apply(arn);
        if (found.isEmpty()) {
            config.leave(
                    property, IgnoredSettings.notHere(arn, "only " + kinds + " are destinations locally, not " + arn));
        } else if (builder.isFifo(arn)) {
            config.problem(
                    property, "is " + arn + "; must be a standard one, as nothing is sent to a FIFO queue or topic");
        }
        return found.orElse(null);
    }
}
