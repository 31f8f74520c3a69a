package dev.evenstep.cli;

import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.Stack;
import java.util.List;

/** Mappings that lose events in silence: Lambda takes a batch for done whatever of it failed. */
final class SilentLoss {

    private SilentLoss() {}

    /** @throws IllegalArgumentException that names the functions and what to add */
    static Stack refused(Stack stack) {
        List<String> silent = stack.mappings().stream()
                .filter(mapping -> !mapping.reportsItemFailures())
                .map(SilentLoss::named)
                .toList();
        if (silent.isEmpty()) {
            return stack;
        }
        throw new IllegalArgumentException(
                "Without ReportBatchItemFailures, whatever fails in a batch is deleted with what succeeds, and lost in silence. It is missing at %s: add FunctionResponseTypes: [ReportBatchItemFailures] there"
                        .formatted(String.join(", ", silent)));
    }

    private static String named(MappingSpec mapping) {
        return "the mapping of %s to the function %s".formatted(mapping.sourceArn(), mapping.function());
    }
}
