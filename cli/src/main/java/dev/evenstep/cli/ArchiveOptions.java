package dev.evenstep.cli;

import dev.evenstep.archive.ArchiveQuery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which events of which archive. */
final class ArchiveOptions {

    /** By which the archive's function knows its table. */
    private static final String VARIABLE = "ARCHIVE_TABLE";

    @Option(names = "--entity", paramLabel = "SUBJECT", description = "Events about this entity, by its versions.")
    private @Nullable String entity;

    @Option(names = "--correlation", paramLabel = "ID", description = "Events that one first cause set off.")
    private @Nullable String correlation;

    @Option(names = "--type", paramLabel = "TYPE", description = "Events of this type; may be said several times.")
    private List<String> types = List.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "From this time on, such as 2026-11-25T00:00:00Z. Needed without --entity and --correlation.")
    private @Nullable Instant from;

    @Option(names = "--until", paramLabel = "TIME", description = "Before this time. Default: now.")
    private @Nullable Instant until;

    @Mixin
    private TableOption table = new TableOption();

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    DeployedStack stack() {
        return endpoint.stack();
    }

    String table(DeployedStack stack) {
        return stack.anyTable(VARIABLE, table.name());
    }

    ArchiveQuery query() {
        if (entity == null && correlation == null && from == null) {
            throw new ParameterException(
                    spec.commandLine(), "Say which events: --entity, --correlation, or --from for all of a time");
        }
        // An event's time is its writer's, whose clock may be ahead: nothing is left out unless it is asked for.
        ArchiveQuery all = ArchiveQuery.ofEntity("");
        Instant end = until != null ? until : from == null ? all.until() : Instant.now();
        Instant begin = from == null ? all.from() : from;
        if (begin.isAfter(end)) {
            throw new ParameterException(spec.commandLine(), "--from is after --until");
        }
        ArchiveQuery query = ArchiveQuery.between(begin, end).withEntity(entity).withCorrelation(correlation);
        for (String type : types) {
            query = query.withType(type);
        }
        return query;
    }
}
