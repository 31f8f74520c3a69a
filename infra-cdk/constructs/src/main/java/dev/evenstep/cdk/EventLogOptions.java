package dev.evenstep.cdk;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The functions of an event log, and who reads it.
 *
 * @param log behind the table's stream: puts commits into the log, and runs the readers
 * @param catchUp goes on with the readers, once a minute; its time-out is below that
 * @param sweep puts into the log what the stream did not tell of, once a day
 * @param readers the subscriptions and projections that the first two run, by their names: each has an alarm for its lag
 * @param publisher the name of what publishes, in metrics and dead letters; null: nothing does
 */
public record EventLogOptions(
        FunctionOptions log,
        FunctionOptions catchUp,
        FunctionOptions sweep,
        List<String> readers,
        @Nullable String publisher) {

    public EventLogOptions {
        readers = List.copyOf(readers);
        readers.forEach(Names::demand);
        if (publisher != null) {
            Names.demand(publisher);
        }
        new Demand(log.name())
                .that(
                        readers.stream().distinct().count() == readers.size(),
                        "readers",
                        readers,
                        "each of another name",
                        "a name is a checkpoint: call them otherwise");
    }

    /** Without readers. */
    public static EventLogOptions of(FunctionOptions log, FunctionOptions catchUp, FunctionOptions sweep) {
        return new EventLogOptions(log, catchUp, sweep, List.of(), null);
    }

    /** More readers. */
    public EventLogOptions readBy(String... names) {
        return new EventLogOptions(
                log,
                catchUp,
                sweep,
                Stream.concat(readers.stream(), Stream.of(names)).toList(),
                publisher);
    }

    /** Where one of the readers publishes. */
    public EventLogOptions publishedBy(String name) {
        return new EventLogOptions(log, catchUp, sweep, readers, name);
    }
}
