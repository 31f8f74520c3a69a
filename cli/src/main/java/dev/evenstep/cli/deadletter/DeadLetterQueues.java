package dev.evenstep.cli.deadletter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several dead-letter queues by names of the caller's choice. */
public record DeadLetterQueues(Map<String, DeadLetterQueue> byName) {

    public DeadLetterQueues {
        byName = new LinkedHashMap<>(byName);
    }

    /** What lies in each, as {@link DeadLetterQueue#list} says; side by side, since each takes a second at least. */
    public Map<String, List<DeadLetter>> list() {
        Map<String, Future<List<DeadLetter>>> looking = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            byName.forEach((name, queue) -> looking.put(name, threads.submit(queue::list)));
        }
        Map<String, List<DeadLetter>> letters = new LinkedHashMap<>();
        looking.forEach((name, list) -> letters.put(name, outcome(list)));
        return letters;
    }

    private static List<DeadLetter> outcome(Future<List<DeadLetter>> list) {
        try {
            return list.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while looking into dead-letter queues", interrupted);
        }
    }
}
