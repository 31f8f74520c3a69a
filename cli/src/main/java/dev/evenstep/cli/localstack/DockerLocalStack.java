package dev.evenstep.cli.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** LocalStack in a container, which outlives this process; only this machine can reach it. */
record DockerLocalStack(Tool docker) {

    /** The last that starts without an account's token. */
    static final String IMAGE = "localstack/localstack:4.14.0";

    private static final String CONTAINER = "evenstep-localstack";
    private static final String SOCKET = "/var/run/docker.sock:/var/run/docker.sock";
    private static final int MINUTES = 10;

    static DockerLocalStack logging(Path log) {
        return new DockerLocalStack(new Tool(Path.of("").toAbsolutePath(), Map.of(), log));
    }

    /** Whether a Docker engine answers. */
    static boolean isHere() {
        try {
            Process info = new ProcessBuilder("docker", "info")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (KillAtExit exit = new KillAtExit(info)) {
                return exit.endsWithin(10) && info.exitValue() == 0;
            }
        } catch (IOException noDocker) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @throws IllegalStateException where Docker refuses, or it does not get ready */
    void start(int port) {
        LocalStack.requireFree(port);
        docker.run(
                MINUTES,
                List.of(
                        "docker",
                        "run",
                        "--detach",
                        "--rm",
                        "--name",
                        CONTAINER,
                        "--publish",
                        "127.0.0.1:" + port + ":4566",
                        "--volume",
                        SOCKET,
                        IMAGE));
        if (!LocalStack.comesTrue(() -> LocalStack.isReady(port), Duration.ofMinutes(2))) {
            throw new IllegalStateException("LocalStack does not get ready; docker logs " + CONTAINER
                    + " tells why, and ./evenstep localstack stop removes it");
        }
    }

    /** False where none runs. */
    boolean stop() {
        try {
            // It removes its functions' containers when it is asked to end; --rm then removes it.
            docker.run(1, List.of("docker", "stop", "--time", "30", CONTAINER));
            return true;
        } catch (IllegalStateException notThere) {
            return false;
        }
    }
}
