package dev.evenstep.cli;

import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "show", description = "The events of a stream with their data, the first ones or, backward, the last.")
final class StreamShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "STREAM", description = "The stream's name.")
    private String stream = "";

    @Option(
            names = "--from",
            paramLabel = "VERSION",
            description = "The version to begin with. Default: the first one; backward, the last.")
    private int from;

    @Option(
            names = "--limit",
            paramLabel = "EVENTS",
            defaultValue = "100",
            description = "How many at most, 1 to 10000. Default: 100.")
    private int limit = 100;

    @Option(names = "--backward", description = "The latest first.")
    private boolean backward;

    @Option(names = "--json", description = "One JSON array for programs.")
    private boolean json;

    @Mixin
    private EventStoreOption events = new EventStoreOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        EventStore store = events.store();
        if (limit < 1 || limit > 10_000 || from < 0) {
            throw new IllegalArgumentException(
                    "--limit is %d and --from %d: 1 to 10000 events from version 1 on".formatted(limit, from));
        }
        ReadOptions part = (backward ? ReadOptions.backward() : ReadOptions.forward()).limit(limit);
        Slice slice = store.read(stream, from == 0 ? part : part.from(from));
        List<Envelope> read = slice.events();
        if (json) {
            out.println(StreamText.json(read));
        } else if (read.isEmpty()) {
            out.println("There is no event in the stream " + stream + (from == 0 ? "." : " from " + from + " on."));
        } else {
            read.forEach(event -> out.println(StreamText.lines(event)));
            if (slice.next() != null) {
                out.println("There is more: --from " + slice.next().from());
            }
        }
        return 0;
    }
}
