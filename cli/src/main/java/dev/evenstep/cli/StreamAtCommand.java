package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "at",
        description = {
            "A stream as it was: its events up to the first that is later than a time.",
            "Writers' clocks differ by milliseconds; an event before that one belongs to it, whatever its time."
        })
final class StreamAtCommand implements Callable<Integer> {

    @Parameters(paramLabel = "STREAM", description = "The stream's name.")
    private String stream = "";

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "With its offset, such as 2026-11-24T09:00:00Z or 2026-11-24T10:00+01:00.")
    private String time = "";

    @Option(names = "--json", description = "One JSON object for programs.")
    private boolean json;

    @Mixin
    private EventStoreOption events = new EventStoreOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (time.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--time is missing: the time that you ask about");
        }
        Instant then = instant(time);
        List<Envelope> read = read(events.store(), then);
        int version = read.size();
        if (json) {
            out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("stream", stream)
                    .put("time", then.toString())
                    .put("version", version)
                    .set("events", StreamText.json(read)));
        } else {
            out.println(
                    version == 0
                            ? "%s had no event at %s".formatted(stream, then)
                            : "%s was at version %d at %s".formatted(stream, version, then));
            read.forEach(event -> out.println(StreamText.lines(event)));
        }
        return 0;
    }

    private List<Envelope> read(EventStore store, Instant then) {
        List<Envelope> read = new ArrayList<>();
        @Nullable ReadOptions part = ReadOptions.forward().until(then);
        while (part != null) {
            Slice slice = store.read(stream, part);
            read.addAll(slice.events());
            part = slice.next();
        }
        return read;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(
                    "--time is \"%s\": a time with its offset is needed, such as 2026-11-24T09:00:00Z".formatted(text),
                    unreadable);
        }
    }
}
