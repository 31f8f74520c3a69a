package dev.evenstep.engine.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.h2.store.fs.FileBaseDefault;
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

    /** A file read and written by position, one at a time. */
    private static final class UninterruptibleFile extends FileBaseDefault {

        private final RandomAccessFile file;

        UninterruptibleFile(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public synchronized int read(ByteBuffer to, long position) throws IOException {
            file.seek(position);
            int count = file.read(to.array(), to.arrayOffset() + to.position(), to.remaining());
            to.position(to.position() + Math.max(0, count));
            return count;
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            int count = from.remaining();
            file.seek(position);
            file.write(from.array(), from.arrayOffset() + from.position(), count);
            from.position(from.limit());
            return count;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.setLength(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.getFD().sync();
        }

        /** Held until the file is closed. */
        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.getChannel().tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
