package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.eventstore.projection.ProjectionStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = "Every projection with its generations: what is read, what is being built, how far each is.")
final class ProjectionListCommand implements Callable<Integer> {

    @Option(names = "--json", description = "One JSON array for programs.")
    private boolean json;

    @Mixin
    private ViewsOption views = new ViewsOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<ProjectionStatus> all = views.projections().list();
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            all.forEach(status -> array.add(ProjectionText.json(status)));
            out.println(array);
        } else if (all.isEmpty()) {
            out.println("No projection has run.");
        } else {
            all.forEach(status -> out.println(ProjectionText.lines(status)));
        }
        return 0;
    }
}
