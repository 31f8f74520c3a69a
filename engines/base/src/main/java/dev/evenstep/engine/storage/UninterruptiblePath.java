package dev.evenstep.engine.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * MVStore's way to a file whose reads and writes no interrupt ends. A {@link FileChannel} of the JDK's is closed when a
 * thread is interrupted that uses it, and with it the store of everybody. Public because MVStore makes it by reflection.
 */
public final class UninterruptiblePath extends FilePathWrapper {

    private static final String SCHEME = "uninterruptible";

    /** The file's name for MVStore. */
    static String name(Path file) {
        FilePath.register(new UninterruptiblePath());
        return SCHEME + ":" + file;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new UninterruptibleFile(new RandomAccessFile(getBase().toString(), mode));
    }
}
