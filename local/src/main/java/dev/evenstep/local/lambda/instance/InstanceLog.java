package dev.evenstep.local.lambda.instance;

import dev.evenstep.local.lambda.report.FunctionLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The log of one instance: its output line by line, with Lambda's own lines at the right places. The runtime prints a
 * failure after it has reported it, and output comes through a pipe that may lag behind: so the end of an invocation is
 * written when the runtime has asked for more work and a mark has come through that pipe, which the instance's
 * {@link Launcher} puts there on request.
 */
final class InstanceLog {

    /** CloudWatch Logs' own bound for one event until 2025. */
    static final int LONGEST_LINE = 256 * 1024;

    /** What Lambda gives back for {@code LogType=Tail}. */
    private static final int TAIL = 4096;

    private final String function;
    private final String stream;
    private final FunctionLog sink;
    private final InstantSource clock;
    private final OutputStream lifeline;
    private final Deque<Closing> closings = new ArrayDeque<>();
    private final StringBuilder tail = new StringBuilder();
    private boolean idle;
    private boolean ended;

    InstanceLog(String function, String stream, FunctionLog sink, InstantSource clock, OutputStream lifeline) {
        this.function = function;
        this.stream = stream;
        this.sink = sink;
        this.clock = clock;
        this.lifeline = lifeline;
    }

    /** The end of an invocation that waits for its mark, and the start of the next one behind it. */
    private static final class Closing {
        private final List<String> lines;
        private final CompletableFuture<String> tail = new CompletableFuture<>();
        private @Nullable String next;
        private boolean asked;

        Closing(List<String> lines) {
            this.lines = lines;
        }
    }

    /** A line of Lambda's own, at once. */
    synchronized void write(String line) {
        sink.line(function, stream, clock.instant(), line);
        tail.append(line).append('\n');
        if (tail.length() > 4 * TAIL) {
            tail.delete(0, tail.length() - TAIL);
        }
    }

    /** The first line of an invocation, which the runtime has just been given. */
    synchronized void open(String line) {
        idle = false;
        Closing before = closings.peekLast();
        if (before == null) {
            begin(line);
        } else {
            before.next = line;
        }
    }

    private void begin(String line) {
        tail.setLength(0);
        write(line);
    }

    /** The last lines of an invocation, after all that it printed; gives the last 4 KB of its whole log. */
    synchronized CompletableFuture<String> close(List<String> lines) {
        Closing closing = new Closing(lines);
        closings.add(closing);
        if (ended) {
            marked();
        } else if (idle) {
            askFor(closing);
        }
        return closing.tail;
    }

    /** The runtime asks for work: it has printed all that belongs to what it did before. */
    synchronized void idle() {
        idle = true;
        Closing last = closings.peekLast();
        if (last != null) {
            askFor(last);
        }
    }

    private void askFor(Closing closing) {
        if (!closing.asked) {
            closing.asked = true;
            ask(Launcher.ASK_MARK);
        }
    }

    /** Asks the instance's launcher for something. */
    void ask(int what) {
        try {
            lifeline.write(what);
            lifeline.flush();
        } catch (IOException gone) {
            // The instance has ended, so its output ends too, which serves as every mark still awaited.
        }
    }

    /** Reads the instance's output to its end, which is the end of the instance. */
    void pump(InputStream output) {
        try (output) {
            LineSplitter splitter = new LineSplitter(this::write, this::marked);
            byte[] buffer = new byte[16 * 1024];
            for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                splitter.take(buffer, read);
            }
            splitter.end();
        } catch (IOException gone) {
            // A killed process: its pipe is closed, and there is nothing more to read.
        }
        synchronized (this) {
            ended = true;
            while (!closings.isEmpty()) {
                marked();
            }
        }
    }

    private synchronized void marked() {
        Closing closing = closings.poll();
        if (closing == null) {
            return;
        }
        closing.lines.forEach(this::write);
        closing.tail.complete(lastOfTail());
        if (closing.next != null) {
            begin(closing.next);
        }
    }

    private String lastOfTail() {
        byte[] bytes = tail.toString().getBytes(StandardCharsets.UTF_8);
        int from = Math.max(0, bytes.length - TAIL);
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
