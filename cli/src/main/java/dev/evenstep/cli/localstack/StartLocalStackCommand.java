package dev.evenstep.cli.localstack;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "start",
        description = {
            "Starts LocalStack, empty, and ends when it is ready: in a container where a Docker engine answers,",
            "else in a Python of its own, with functions in JVMs and Evenstep's DynamoDB."
        })
final class StartLocalStackCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = LocalStackCommand.PORT,
            description = "Where it answers, on 127.0.0.1. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--no-docker", description = "Without Docker also where it is there.")
    private boolean withoutDocker;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Installation installation = Installation.inHome(err);
        Instant begin = Instant.now();
        boolean docker = !withoutDocker && DockerLocalStack.isHere();
        if (docker) {
            err.println("starting " + DockerLocalStack.IMAGE + " in Docker");
            DockerLocalStack.logging(installation.folder().resolve("docker.log"))
                    .start(port);
        } else {
            err.println("starting LocalStack without Docker");
            new LocalStack(installation).start(port);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "LocalStack is ready at http://127.0.0.1:%d after %d s; ./evenstep localstack stop ends it%n",
                        port, Duration.between(begin, Instant.now()).toSeconds());
        return 0;
    }
}
