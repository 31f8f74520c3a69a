package dev.evenstep.cli.run;

import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.Stack;
import java.util.List;
import java.util.Set;

/**
 * Mappings without {@code ReportBatchItemFailures}: Lambda takes a batch for done whatever the function answers. A
 * consumer of Evenstep's answers what failed, and would lose it in silence; another function may fail its whole batch
 * instead, which Lambda does try again.
 */
final class PartialResponseWarnings {

    /** Variables that a consumer of Evenstep's has, and any other function hardly. */
    private static final Set<String> OURS = Set.of("IDEMPOTENCY_TABLE", "DEAD_LETTER_QUEUE_URL");

    private PartialResponseWarnings() {}

    /** @throws IllegalArgumentException that names the functions of Evenstep's and what to add */
    static Stack refused(Stack stack) {
        List<String> silent = stack.mappings().stream()
                .filter(mapping -> isSilent(mapping) && isOurs(mapping, stack))
                .map(PartialResponseWarnings::named)
                .toList();
        if (silent.isEmpty()) {
            return stack;
        }
        throw new IllegalArgumentException(
                "Without ReportBatchItemFailures, whatever fails in a batch is deleted with what succeeds, and lost in silence. It is missing at %s: add FunctionResponseTypes: [ReportBatchItemFailures] there"
                        .formatted(String.join(", ", silent)));
    }

    /** What is told of the mappings of other functions. */
    static List<String> suspected(Stack stack) {
        return stack.mappings().stream()
                .filter(mapping -> isSilent(mapping) && !isOurs(mapping, stack))
                .map(mapping -> "ReportBatchItemFailures is missing at %s: what it answers is not looked at"
                        .formatted(named(mapping)))
                .toList();
    }

    /** Of a queue of RabbitMQ's Lambda knows no partial failure: there a batch fails as a whole. */
    private static boolean isSilent(MappingSpec mapping) {
        return !mapping.reportsItemFailures() && !(mapping.broker() instanceof BrokerSpec.RabbitMqQueue);
    }

    private static boolean isOurs(MappingSpec mapping, Stack stack) {
        return stack.functions().stream()
                .filter(function -> function.name().equals(mapping.function()))
                .map(FunctionSpec::environment)
                .anyMatch(variables -> OURS.stream().anyMatch(variables::containsKey));
    }

    private static String named(MappingSpec mapping) {
        return "the mapping of %s to the function %s".formatted(mapping.source(), mapping.function());
    }
}
