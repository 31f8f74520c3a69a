package dev.evenstep.cli.archive;

import dev.evenstep.archive.ArchivedEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/** Events as they came, one a line. */
public final class JsonLines {

    private JsonLines() {}

    /** @return how many */
    public static long write(Stream<ArchivedEvent> events, Path file) throws IOException {
        return NewFile.write(file, part -> {
            try (BufferedWriter out = Files.newBufferedWriter(part)) {
                return write(events, out);
            }
        });
    }

    /** @return how many */
    public static long write(Stream<ArchivedEvent> events, Writer out) throws IOException {
        long written = 0;
        for (Iterator<ArchivedEvent> each = events.iterator(); each.hasNext(); written++) {
            // Within JSON's texts there are no line breaks, and between its parts they are as good as spaces.
            out.write(each.next().body().replace('\n', ' ').replace('\r', ' '));
            out.write('\n');
        }
        return written;
    }
}
