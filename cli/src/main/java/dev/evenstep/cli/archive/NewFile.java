package dev.evenstep.cli.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is there when all is in it, and not before. */
final class NewFile {

    private NewFile() {}

    /** Writes into a file, and says how much. */
    @FunctionalInterface
    interface Content {
        long writeTo(Path file) throws IOException;
    }

    static long write(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            long written = content.writeTo(part);
            Path unused = Files.move(part, file);
            return written;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
