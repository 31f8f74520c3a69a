package dev.evenstep.local.lambda.instance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts an instance's output into lines and finds the launcher's marks between them. Not safe for concurrent use. */
final class LineSplitter {

    /** The mark without its line end, as it stands at the end of a line. */
    private static final String MARK = Launcher.MARK.stripTrailing();

    private final Consumer<String> lines;
    private final Runnable marks;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineSplitter(Consumer<String> lines, Runnable marks) {
        this.lines = lines;
        this.marks = marks;
    }

    void take(byte[] bytes, int length) {
        int from = 0;
        while (from < length) {
            int lineEnd = lineEnd(bytes, from, length);
            int to = Math.min(lineEnd, from + InstanceLog.LONGEST_LINE - line.size());
            line.write(bytes, from, to - from);
            if (to == length) {
                return;
            }
            finish();
            from = to == lineEnd ? to + 1 : to;
        }
    }

    private static int lineEnd(byte[] bytes, int from, int length) {
        int end = from;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    void end() {
        if (line.size() > 0) {
            finish();
        }
    }

    private void finish() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        boolean marked = text.endsWith(MARK);
        String printed = marked ? text.substring(0, text.length() - MARK.length()) : text;
        if (!marked || !printed.isEmpty()) {
            lines.accept(printed.endsWith("\r") ? printed.substring(0, printed.length() - 1) : printed);
        }
        if (marked) {
            marks.run();
        }
    }
}
