package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "show", description = "Everything of one line, with the bodies.")
final class ParkedShowCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "CONSUMER", description = "For whom it waits.")
    private String consumer = "";

    @Parameters(index = "1", paramLabel = "LINE", description = ParkedLines.LINE)
    private String line = "";

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
        List<ParkedLines.Whole> events =
                ParkedLines.of(endpoint.stack(), table.name()).whole(consumer, line);
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            events.forEach(event -> array.add(ParkedText.json(event.row())
                    .put("record", event.delivery().id())
                    .put("body", event.delivery().body())));
            out.println(array);
        } else {
            out.print(events.stream()
                    .map(ParkedText::whole)
                    .reduce((one, next) -> one + System.lineSeparator() + next)
                    .orElse(""));
            out.flush();
        }
        return 0;
    }
}
