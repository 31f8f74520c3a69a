package dev.evenstep.engine.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests from a connection (RFC 9112). Paths stay as they are: they carry ARNs, with any character escaped. */
final class RequestReader {

    private static final int LONGEST_HEAD = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;
    private int left;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /**
     * A body, or how long it was.
     *
     * @param whole false: it was too long, and dropped
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes pass through, nobody compares them
    record Body(byte[] bytes, long length, boolean whole) {}

    /** Null where the client sends no more. */
    @Nullable
    Head head() throws IOException {
        left = LONGEST_HEAD;
        if (position == limit && !fill()) {
            return null;
        }
        String line = line();
        if (line.isEmpty()) {
            line = line(); // one empty line before a request is let pass
        }
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        String version = line.substring(last + 1);
        if (first <= 0 || last <= first || !version.startsWith("HTTP/1.") || version.length() != 8) {
            throw new MalformedException(400, "no request of HTTP/1.1: " + line);
        }
        return new Head(
                line.substring(0, first),
                origin(line.substring(first + 1, last)),
                version.charAt(7) == '0' ? 0 : 1,
                headers());
    }

    /** A proxy's client names the whole URI. */
    private static String origin(String target) {
        if (!target.startsWith("http://")) {
            return target;
        }
        int path = target.indexOf('/', "http://".length());
        return path < 0 ? "/" : target.substring(path);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || line.charAt(colon - 1) <= ' ' || line.charAt(0) <= ' ') {
                throw new MalformedException(400, "no header: " + line);
            }
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + "," + other);
        }
        return headers;
    }

    Body body(Head head, long longest) throws IOException {
        if (head.chunked()) {
            return chunks(longest);
        }
        int length = head.length();
        if (length > longest) {
            drop(length);
            return new Body(new byte[0], length, false);
        }
        var bytes = new byte[length];
        read(bytes, 0, bytes.length);
        return new Body(bytes, length, true);
    }

    private Body chunks(long longest) throws IOException {
        var whole = new ByteArrayOutputStream();
        long total = 0;
        left = LONGEST_HEAD;
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            total += size;
            if (total > longest) {
                drop(size);
            } else {
                var chunk = new byte[size];
                read(chunk, 0, size);
                whole.write(chunk, 0, size);
            }
            left = LONGEST_HEAD;
            if (!line().isEmpty()) {
                throw new MalformedException(400, "a chunk is longer than it says");
            }
        }
        while (!line().isEmpty()) {
            // trailers say nothing that is needed here
        }
        return total > longest ? new Body(new byte[0], total, false) : new Body(whole.toByteArray(), total, true);
    }

    private int chunkSize() throws IOException {
        String line = line();
        int end = line.indexOf(';');
        String size = (end < 0 ? line : line.substring(0, end)).strip();
        return Head.number(size, 16);
    }

    private String line() throws IOException {
        var longer = new StringBuilder(0);
        while (true) {
            for (int at = position; at < limit; at++) {
                if (buffer[at] == '\n') {
                    int end = at > position && buffer[at - 1] == '\r' ? at - 1 : at;
                    String part = text(end);
                    position = at + 1;
                    return longer.isEmpty()
                            ? part
                            : longer.append(part).toString().stripTrailing();
                }
            }
            longer.append(text(limit));
            position = limit;
            if (!fill()) {
                throw new EOFException();
            }
        }
    }

    private String text(int end) {
        left -= end - position;
        if (left < 0) {
            throw new MalformedException(431, "the request's head is too long");
        }
        return new String(buffer, position, end - position, StandardCharsets.UTF_8);
    }

    private void read(byte[] to, int offset, int length) throws IOException {
        int buffered = Math.min(length, limit - position);
        System.arraycopy(buffer, position, to, offset, buffered);
        position += buffered;
        if (in.readNBytes(to, offset + buffered, length - buffered) < length - buffered) {
            throw new EOFException();
        }
    }

    private void drop(long length) throws IOException {
        long buffered = Math.min(length, limit - position);
        position += (int) buffered;
        in.skipNBytes(length - buffered);
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
