package dev.evenstep.benchmarks.engine;

import dev.evenstep.benchmarks.Benchmark;
import dev.evenstep.benchmarks.Figure;
import dev.evenstep.benchmarks.Options;
import dev.evenstep.benchmarks.Ratio;
import dev.evenstep.benchmarks.Report;
import dev.evenstep.benchmarks.Rounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** From nothing to ready, each time in a JVM of its own without any flags: the engines, the local AWS, and ElasticMQ. */
final class StartBenchmark implements Benchmark {

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public Report run(Options options) throws Exception {
        var template = options.text("template").orElse("template.yaml");
        var rounds = new Rounds();
        rounds.add("both engines, to the first answers of the Java API", () -> millis(StartUp.ENGINES, template));
        rounds.add(
                "the local AWS of the shop's template, without functions", () -> millis(StartUp.LOCAL_AWS, template));
        rounds.add("ElasticMQ", () -> millis(StartUp.ELASTIC, template));
        var figures = rounds.run(options.rounds(), "ms");
        return new Report(
                "A JVM starts, without any flags; measured within it, from the first line of its main program until both"
                        + " engines have answered, or until the endpoint of the local AWS, as the JUnit extension makes it"
                        + " (the template is read too), or of ElasticMQ answers. All keep what they hold in memory.",
                figures,
                List.of(atMost(300, figures.get(0)), atMost(500, figures.get(1))));
    }

    private static Ratio atMost(int millis, Figure figure) {
        return new Ratio(figure.what() + ", ms", figure.median(), "at most " + millis);
    }

    private static double millis(String what, String template) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), StartUp.class.getName(), what, template)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(what + " ended with " + process.exitValue() + ": " + lines);
        }
        return Long.parseLong(lines.getLast()) / 1e6;
    }
}
