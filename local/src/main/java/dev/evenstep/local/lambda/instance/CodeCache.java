package dev.evenstep.local.lambda.instance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Functions' code made ready to run. A packaged jar is copied, because a build that overwrites it would break the JVMs
 * that run it; a zip with a {@code lib/} folder is unpacked, as Lambda does. Both are kept by path, size and time of the
 * last change, so that the next start finds them; what is a day old and was replaced is removed. A folder runs as it is, and
 * a folder of sources as it was built.
 */
final class CodeCache {

    private static final Duration KEPT = Duration.ofDays(1);

    /** A folder to which nothing was written for so long is whole. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Path folder;

    CodeCache(Path folder) {
        this.folder = folder;
    }

    /** @throws InitFailedException where the code is missing or unreadable */
    FunctionCode prepare(Path code) {
        PackagedCode packaged = PackagedCode.of(code);
        Path source = packaged.path();
        try {
            if (Files.isDirectory(source)) {
                List<Path> libraries = packaged.libraries();
                return new FunctionCode(
                        source,
                        folderStamp(source),
                        libraries.isEmpty()
                                ? libraries
                                : Stream.concat(Stream.of(source), libraries.stream())
                                        .toList(),
                        source,
                        null);
            }
            String stamp = stamp(source);
            Path ready = folder.resolve(name(source) + stamp);
            if (!Files.isDirectory(ready)) {
                fill(source, ready);
            }
            Path task = ready.resolve("task");
            Path jar = ready.resolve("function.jar");
            return new FunctionCode(source, stamp, Files.exists(jar) ? List.of(jar) : List.of(), task, ready);
        } catch (IOException e) {
            throw new InitFailedException(
                    LambdaError.noCode("%s is missing or is no readable jar (%s): build the function first"
                            .formatted(source, e.getMessage())));
        }
    }

    /** Whether the source of what runs has been replaced by something that is whole. */
    static boolean isReplaced(Path source, FunctionCode running) {
        try {
            Path packaged = PackagedCode.of(source).path();
            if (Files.isDirectory(packaged)) {
                return !folderStamp(packaged).equals(running.stamp())
                        && newest(packaged).isBefore(Instant.now().minus(QUIET));
            }
            if (packaged.equals(running.source()) && stamp(packaged).equals(running.stamp())) {
                return false;
            }
            try (ZipFile whole = new ZipFile(packaged.toFile())) {
                return whole.size() > 0;
            }
        } catch (IOException | InitFailedException halfWritten) {
            return false;
        }
    }

    private static String folderStamp(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.count() + "-" + newest(folder).toEpochMilli();
        }
    }

    private static Instant newest(Path folder) throws IOException {
        Instant newest = Instant.EPOCH;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Instant changed = Files.getLastModifiedTime(file).toInstant();
                newest = changed.isAfter(newest) ? changed : newest;
            }
        } catch (UncheckedIOException changing) {
            throw changing.getCause();
        }
        return newest;
    }

    private static String stamp(Path source) throws IOException {
        BasicFileAttributes file = Files.readAttributes(source, BasicFileAttributes.class);
        return Long.toHexString(file.size()) + "-"
                + Long.toHexString(file.lastModifiedTime().toMillis());
    }

    /** The same for every version of one source. */
    private static String name(Path source) {
        return source.getFileName() + "-"
                + Integer.toHexString(source.toAbsolutePath().toString().hashCode()) + "-";
    }

    private void fill(Path source, Path ready) throws IOException {
        Files.createDirectories(folder);
        removeReplaced(name(source));
        Path filling = Files.createTempDirectory(folder, "filling");
        Path task = Files.createDirectory(filling.resolve("task"));
        try (ZipFile zip = new ZipFile(source.toFile())) {
            if (zip.stream().anyMatch(CodeCache::isLibrary)) {
                unpack(zip, task);
            } else {
                Files.copy(source, filling.resolve("function.jar"));
            }
        } catch (IOException e) {
            AtomicFiles.remove(filling);
            throw e;
        }
        AtomicFiles.moveInto(filling, ready);
    }

    private static boolean isLibrary(ZipEntry entry) {
        return entry.getName().startsWith("lib/") && entry.getName().endsWith(".jar");
    }

    private static void unpack(ZipFile zip, Path task) throws IOException {
        for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            Path target = task.resolve(entry.getName()).normalize();
            if (!target.startsWith(task)) {
                throw new IOException("entry " + entry.getName() + " leads out of the folder");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.resolveSibling("."));
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, target);
                }
            }
        }
    }

    private void removeReplaced(String name) throws IOException {
        Instant tooOld = Instant.now().minus(KEPT);
        try (Stream<Path> versions = Files.list(folder)) {
            for (Path version : versions.toList()) {
                if (version.getFileName().toString().startsWith(name) && isBefore(version, tooOld)) {
                    AtomicFiles.remove(version);
                }
            }
        }
    }

    private static boolean isBefore(Path version, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(version).toInstant().isBefore(time);
        } catch (NoSuchFileException removedByAnother) {
            return false;
        }
    }
}
