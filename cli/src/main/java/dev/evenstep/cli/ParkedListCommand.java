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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "What waits, for what, since when and until when; line by line, in order.")
final class ParkedListCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CONSUMER", arity = "0..1", description = "Only what waits for this consumer.")
    private @Nullable String consumer;

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
        PrintWriter out = spec.commandLine().getOut();
        List<ParkedRow> rows = ParkedLines.of(endpoint.stack(), table.name()).list(consumer);
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            rows.forEach(row -> array.add(ParkedText.json(row)));
            out.println(array);
        } else if (rows.isEmpty()) {
            out.println(consumer == null ? "Nothing is parked." : "Nothing is parked for " + consumer + ".");
        } else {
            rows.forEach(row -> out.println(ParkedText.line(row)));
        }
        return 0;
    }
}
