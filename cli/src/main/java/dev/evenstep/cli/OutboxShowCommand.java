package dev.evenstep.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "show", description = "Everything of one row, published or not, with the payload.")
final class OutboxShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ROW", description = OutboxRows.ROW)
    private String row = "";

    @Option(names = "--json", description = "One JSON object for programs.")
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
        OutboxLine line = OutboxRows.of(endpoint.stack(), table.name()).find(row);
        if (json) {
            out.println(
                    line.json(Instant.now()).put("payload", line.entry().row().envelope()));
        } else {
            out.print(line.whole());
            out.flush();
        }
        return 0;
    }
}
