package dev.evenstep.cli.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Somebody else's program. What it prints goes to a file, and is shown where it fails.
 *
 * @param folder where it runs
 * @param environment beside this process's own
 * @param log is written anew by each run
 */
record Tool(Path folder, Map<String, String> environment, Path log) {

    private static final int MOST_LINES = 40;

    /** @throws IllegalStateException with the end of its output, where it fails or takes longer than the minutes given */
    void run(int minutes, List<String> command) {
        try {
            Path parents = Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = start(command);
            try (KillAtExit exit = new KillAtExit(process)) {
                if (!exit.endsWithin(60L * minutes)) {
                    throw failure(command, "is not done within " + minutes + " minutes", parents);
                }
            }
            if (process.exitValue() != 0) {
                throw failure(command, "ended with " + process.exitValue(), parents);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.getFirst() + " ran", e);
        }
    }

    /** Runs on after this process. */
    Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    String lastLines() {
        try {
            List<String> lines = Files.readString(log).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    private IllegalStateException failure(List<String> command, String what, Path place) {
        return new IllegalStateException("%s%n%s %s; all that it said is in %s"
                .formatted(
                        lastLines(),
                        Path.of(command.getFirst()).getFileName(),
                        what,
                        place.resolve(log.getFileName())));
    }
}
