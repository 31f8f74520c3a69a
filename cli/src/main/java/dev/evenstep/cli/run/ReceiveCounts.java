package dev.evenstep.cli.run;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.Stack;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Functions whose {@code MAX_RECEIVE_COUNT} is not what their queue's redrive policy says, or whose queue has none: a message
 * would be given up by the one before the other expects it.
 */
final class ReceiveCounts {

    private static final String VARIABLE = "MAX_RECEIVE_COUNT";

    private ReceiveCounts() {}

    static List<String> contradicted(Stack stack) {
        return stack.mappings().stream()
                .flatMap(mapping -> contradicted(mapping, stack).stream())
                .toList();
    }

    private static Optional<String> contradicted(MappingSpec mapping, Stack stack) {
        Optional<String> told = function(mapping, stack)
                .flatMap(function -> Stream.ofNullable(function.environment().get(VARIABLE)))
                .findFirst();
        Optional<QueueSpec> queue = stack.queues().stream()
                .filter(one -> one.arn().equals(mapping.sourceArn()))
                .findFirst();
        if (told.isEmpty() || queue.isEmpty()) {
            return Optional.empty();
        }
        QueueSpec.Redrive redrive = queue.get().redrive();
        if (redrive == null) {
            return Optional.of("The function %s has %s=%s, and its queue %s has no RedrivePolicy"
                    .formatted(
                            mapping.function(),
                            VARIABLE,
                            told.get(),
                            queue.get().name()));
        }
        return Integer.toString(redrive.maxReceiveCount()).equals(told.get().strip())
                ? Optional.empty()
                : Optional.of("The function %s has %s=%s, and the RedrivePolicy of its queue %s maxReceiveCount: %d"
                        .formatted(
                                mapping.function(),
                                VARIABLE,
                                told.get(),
                                queue.get().name(),
                                redrive.maxReceiveCount()));
    }

    private static Stream<FunctionSpec> function(MappingSpec mapping, Stack stack) {
        return stack.functions().stream().filter(function -> function.name().equals(mapping.function()));
    }
}
