package dev.evenstep.cli;

import dev.evenstep.cli.run.Sidecar;
import dev.evenstep.cli.run.SourceBuild;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "dev",
        description = {
            "As start, and builds first, and again when sources change: the functions run the new code, with what is in",
            "queues and tables.",
            "A build that fails is shown, and the code from before goes on."
        })
final class DevCommand implements Callable<Integer> {

    @Mixin
    private final StartCommand start;

    @Parameters(
            paramLabel = "COMMAND",
            description = {
                "What builds, after --, called in the template's folder.",
                "Default: mvn -q package -DskipTests, or gradle build -x test, where they belong; their wrappers first."
            })
    private List<String> command = List.of();

    @Spec
    private CommandSpec spec;

    DevCommand(List<Sidecar> sidecars) {
        this.start = new StartCommand(sidecars);
    }

    @Override
    public Integer call() throws InterruptedException {
        return start.run(spec.commandLine(), (template, stack) -> SourceBuild.of(template, stack, command));
    }
}
