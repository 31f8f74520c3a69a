package dev.evenstep.cli;

import java.util.Set;

/**
 * A queue for dead letters.
 *
 * @param queue its name
 * @param functions that send to it, by name; none where a queue or a rule does
 * @param sources the names of the queues that its letters come from, and go back to
 */
record StackDeadLetterQueue(String queue, String url, Set<String> functions, Set<String> sources) {

    StackDeadLetterQueue {
        functions = Set.copyOf(functions);
        sources = Set.copyOf(sources);
    }

    /** Under which name it is listed: of its only function, or else its own; without the stack's before it. */
    String owner(StackNames names) {
        return names.shortened(functions.size() == 1 ? functions.iterator().next() : queue);
    }

    /** Whether a text means it: as {@link StackNames#mean}, or by one of its functions. */
    boolean isMeant(String text, StackNames names) {
        return names.mean(text, queue)
                || text.equals(url)
                || functions.stream().anyMatch(function -> names.mean(text, function));
    }
}
