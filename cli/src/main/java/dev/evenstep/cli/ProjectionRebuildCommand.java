package dev.evenstep.cli;

import dev.evenstep.eventstore.projection.Projections;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rebuild",
        description = {
            "Has a projection's functions build its views anew, beside the live ones, which are swapped when the new ones are as far.",
            "list shows how far that is."
        })
final class ProjectionRebuildCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PROJECTION", description = "Its name.")
    private String projection = "";

    @Option(names = "--cancel", description = "Gives up what is being built; the live views stay.")
    private boolean cancel;

    @Option(names = "--json", description = "One JSON object for programs: how far it is now.")
    private boolean json;

    @Mixin
    private ViewsOption views = new ViewsOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Projections projections = views.projections();
        if (cancel) {
            projections.cancelRebuild(projection);
        } else {
            projections.rebuild(projection);
        }
        var status = projections.status(projection);
        out.println(json ? ProjectionText.json(status) : ProjectionText.lines(status));
        return 0;
    }
}
