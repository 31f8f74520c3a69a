package dev.evenstep.local.lambda.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Archives of functions' classes (JDK class data sharing), from which their JVMs start in about half the time. One
 * instance of each function writes one at its orderly end, under a name of its own; only a whole archive gets the name
 * that later starts look for. A JVM checks what it is given, and one that does not fit is as if there were none.
 */
final class ClassArchives {

    /**
     * For all together. An archive of a 12 MB jar takes a processor for two seconds or three; who does not make it is
     * killed and leaves none, and the next run has its turn.
     */
    private static final Duration TIME_TO_WRITE = Duration.ofSeconds(5);

    private static final String WRITING = ".writing";

    private static final List<String> QUIET =
            List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:class+path=off", "-Xlog:aot=off");

    private final boolean enabled;
    private final Map<Path, Writer> writers = new ConcurrentHashMap<>();
    private volatile boolean collecting;

    ClassArchives(boolean enabled) {
        this.enabled = enabled;
    }

    private record Writer(Instance instance, Path writing) {}

    /**
     * How one instance takes part.
     *
     * @param flags for its JVM
     * @param file the archive that it writes; null: it writes none
     */
    record Part(
            List<String> flags,
            @Nullable Path file,
            @Nullable Path writing) {

        private static final Part NONE = new Part(List.of(), null, null);
    }

    /** @param jvm what tells one JDK and set of flags from another */
    Part part(FunctionCode code, String jvm, String instance) {
        Path folder = code.folder();
        if (!enabled || folder == null) {
            return Part.NONE;
        }
        CRC32 fingerprint = new CRC32();
        fingerprint.update(jvm.getBytes(StandardCharsets.UTF_8));
        Path file = folder.resolve(Long.toHexString(fingerprint.getValue()) + ".jsa");
        if (Files.exists(file)) {
            return new Part(quietly("-XX:SharedArchiveFile=" + file), null, null);
        }
        Writer writer = writers.get(file);
        if (writer != null && !writer.instance().exit().isDone()) {
            return Part.NONE;
        }
        Path writing = folder.resolve(instance + WRITING);
        removeLeftOver(folder);
        return new Part(quietly("-XX:ArchiveClassesAtExit=" + writing), file, writing);
    }

    private static List<String> quietly(String flag) {
        return Stream.concat(QUIET.stream(), Stream.of(flag)).toList();
    }

    /** What processes left that were killed while they wrote. */
    private static void removeLeftOver(Path folder) {
        Instant old = Instant.now().minus(Duration.ofMinutes(1));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(WRITING)).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException busy) {
            // Another start will remove them.
        }
    }

    void started(Instance instance, Part part) {
        Path writing = part.writing();
        if (part.file() != null && writing != null) {
            writers.put(part.file(), new Writer(instance, writing));
            instance.onExit(() -> remove(writing));
        }
    }

    /** The archive of an instance that ended on its own: it may hold anything. */
    private void remove(Path writing) {
        if (!collecting) {
            delete(writing);
        }
    }

    private static void delete(Path writing) {
        try {
            Files.deleteIfExists(writing);
        } catch (IOException stays) {
            // It is removed with the next start.
        }
    }

    /**
     * Lets the writers that are idle end in good order, and keeps what they wrote. As many at once as there are
     * processors: all at once would keep each other from being ready in time.
     */
    void collect() {
        collecting = true;
        Instant end = Instant.now().plus(TIME_TO_WRITE);
        try (ExecutorService turns = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(), Thread.ofVirtual().factory())) {
            writers.forEach((file, writer) -> turns.execute(() -> collect(file, writer, end)));
        }
    }

    private static void collect(Path file, Writer writer, Instant end) {
        Duration left = Duration.between(Instant.now(), end);
        if (left.isPositive() && endsInGoodOrder(writer)) {
            keep(file, writer, left);
        }
    }

    /** Whether it is idle and was asked to end. What one left that had ended before is removed here, if not already. */
    private static boolean endsInGoodOrder(Writer writer) {
        if (writer.instance().exit().isDone()) {
            delete(writer.writing());
            return false;
        }
        return writer.instance().askToExit();
    }

    private static void keep(Path file, Writer writer, Duration time) {
        try {
            int status = writer.instance().exit().get(time.toNanos(), TimeUnit.NANOSECONDS);
            if (status == 0 && Files.exists(writer.writing())) {
                Files.move(writer.writing(), file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | IOException none) {
            // No archive this time: the next start is slower, and its instance writes one.
        }
    }
}
