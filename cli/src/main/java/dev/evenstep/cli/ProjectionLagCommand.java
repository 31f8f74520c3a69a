package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.eventstore.projection.ProjectionStatus;
import dev.evenstep.eventstore.projection.ProjectionStatus.GenerationStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "lag",
        description = {
            "How late the live views of each projection are.",
            "Ends with 1 where one is later than --most seconds, so that a script or a probe can ask."
        })
final class ProjectionLagCommand implements Callable<Integer> {

    @Option(
            names = "--most",
            paramLabel = "SECONDS",
            description = "How late they may be. Default: as late as they like.")
    private @Nullable Integer most;

    @Option(names = "--json", description = "One JSON object for programs: seconds by projection.")
    private boolean json;

    @Mixin
    private ViewsOption views = new ViewsOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<ProjectionStatus> all = views.projections().list();
        ObjectNode seconds = JsonNodeFactory.instance.objectNode();
        boolean isLate = false;
        for (ProjectionStatus status : all) {
            GenerationStatus live = status.live();
            if (live != null) {
                seconds.put(status.projection(), live.lag().toSeconds());
                isLate |= most != null && live.lag().toSeconds() > most;
                if (!json) {
                    out.println("%-20s  %s".formatted(status.projection(), ProjectionText.late(live)));
                }
            }
        }
        if (json) {
            out.println(seconds);
        }
        return isLate ? 1 : 0;
    }
}
