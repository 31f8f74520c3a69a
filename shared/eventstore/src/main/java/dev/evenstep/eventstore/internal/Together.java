package dev.evenstep.eventstore.internal;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Work on several things at once, on virtual threads. */
final class Together {

    private Together() {}

    /** All are worked on to their end; then what one of them threw is thrown. A single one has the caller's thread. */
    static <T> void forEach(Collection<T> all, Consumer<T> work) {
        if (all.size() <= 1) {
            all.forEach(work);
            return;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(all.stream()
                            .map(one -> CompletableFuture.runAsync(() -> work.accept(one), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
