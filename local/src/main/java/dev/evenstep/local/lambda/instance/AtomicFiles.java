package dev.evenstep.local.lambda.instance;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files and folders that several processes may make at once: each appears whole or not at all. */
final class AtomicFiles {

    private AtomicFiles() {}

    /** Gives a finished folder its name; where another process was first, that one stays. */
    static void moveInto(Path finished, Path name) throws IOException {
        try {
            Files.move(finished, name, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            remove(finished);
            if (!Files.isDirectory(name)) {
                throw e;
            }
        }
    }

    /** Writes a file under its name in one step, unless it is there. */
    static Path writeOnce(Path file, byte[] content) throws IOException {
        if (Files.exists(file)) {
            return file;
        }
        Path folder = Files.createDirectories(file.resolveSibling("."));
        Path writing = Files.createTempFile(folder, "writing", "");
        Files.write(writing, content);
        try {
            Files.move(writing, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException other) {
            Files.deleteIfExists(writing);
        }
        return file;
    }

    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException removedByAnother) {
            // Somebody else removes the same folder: it is going either way.
        }
    }
}
