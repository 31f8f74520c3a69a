package dev.evenstep.encryption;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Keys for some minutes, those that were used last. Who asks for one that is being fetched waits for it, so that a batch fetches
 * it once. Neither a failure nor that there is no key is remembered.
 */
final class KeyMemory {

    private static final Duration LONGEST = Duration.ofSeconds(KmsSubjectKeys.MEMORY_SECONDS);
    private static final int MOST = 10_000;

    private final InstantSource time;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    KeyMemory(InstantSource time) {
        this.time = time;
    }

    private record Entry(FutureTask<SubjectKey> key, Instant until) {}

    SubjectKey get(String subject, Supplier<SubjectKey> fetch) {
        Entry entry = entry(subject, fetch);
        boolean isKept = false;
        try {
            entry.key().run();
            SubjectKey key = entry.key().get();
            isKept = key.isKnown();
            return key;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("The key of a subject was not fetched", failed.getCause());
        } catch (InterruptedException interrupted) {
            isKept = true;
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while the key of a subject was fetched");
        } finally {
            if (!isKept) {
                forget(subject, entry);
            }
        }
    }

    private synchronized Entry entry(String subject, Supplier<SubjectKey> fetch) {
        Instant now = time.instant();
        Entry known = entries.get(subject);
        if (known != null && known.until().isAfter(now)) {
            return known;
        }
        Entry entry = new Entry(new FutureTask<>(fetch::get), now.plus(LONGEST));
        entries.put(subject, entry);
        if (entries.size() > MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
        return entry;
    }

    private synchronized void forget(String subject, Entry entry) {
        entries.remove(subject, entry);
    }

    synchronized void forget(String subject) {
        entries.remove(subject);
    }
}
