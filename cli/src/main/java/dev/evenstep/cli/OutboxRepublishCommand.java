package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
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
        name = "republish",
        description = {
            "Publishes now what is not published, as the sweeper would within two minutes.",
            "Of one entity with --entity; of one event with ROW, and what comes before it of its entity.",
            "A ROW that is published already is published again, behind later ones.",
            "Ends with 1 where something stays unpublished."
        })
final class OutboxRepublishCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ROW", arity = "0..1", description = OutboxRows.ROW)
    private @Nullable String row;

    @Option(names = "--entity", paramLabel = "ENTITY", description = "Only what this entity has to publish.")
    private @Nullable String entity;

    @Option(names = "--json", description = "One JSON array for programs.")
    private boolean json;

    @Mixin
    private TableOption table = new TableOption();

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (row != null && entity != null) {
            throw new ParameterException(spec.commandLine(), "Name a ROW or an --entity, not both");
        }
        Republisher republisher = Republisher.of(endpoint.stack(), table.name());
        List<Republisher.Republished> rows = row != null
                ? republisher.one(row)
                : republisher.sweep(key -> entity == null || key.entity().equals(entity));
        print(rows, spec.commandLine().getOut());
        return rows.stream().allMatch(Republisher.Republished::isOut) ? 0 : 1;
    }

    private void print(List<Republisher.Republished> rows, PrintWriter out) {
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            rows.forEach(each -> array.addObject()
                    .put("row", each.row())
                    .put("what", each.what())
                    .put("why", each.why()));
            out.println(array);
        } else if (rows.isEmpty()) {
            out.println("Everything is published.");
        } else {
            rows.forEach(each ->
                    out.println(each.row() + "  " + each.what() + (each.why().isEmpty() ? "" : ": " + each.why())));
        }
    }
}
