package dev.evenstep.cli.localstack;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "stop", description = "Ends LocalStack with everything in it, functions too.")
final class StopLocalStackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = Installation.inHome(spec.commandLine().getErr());
        boolean endedHere = new LocalStack(installation).stop();
        boolean endedInDocker = DockerLocalStack.isHere()
                && DockerLocalStack.logging(installation.folder().resolve("docker.log"))
                        .stop();
        boolean ended = endedHere || endedInDocker;
        out.println(ended ? "LocalStack has ended" : "no LocalStack runs that ./evenstep localstack start started");
        return 0;
    }
}
