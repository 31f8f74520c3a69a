package dev.evenstep.benchmarks;

import dev.evenstep.benchmarks.engine.EngineBenchmarks;
import dev.evenstep.benchmarks.eventstore.EventStoreBenchmarks;
import dev.evenstep.benchmarks.library.LibraryBenchmarks;
import dev.evenstep.engine.protocol.JsonTrees;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs a benchmark: {@code <name> [--rounds 5] [--millis 3000] [--write docs/benchmarks.md] [its own options]}. Prints JSON
 * and a Markdown table, and puts that table into a document where told to.
 */
public final class Main {

    private static final List<Benchmark> ALL = Stream.of(
                    EngineBenchmarks.all(), LibraryBenchmarks.all(), EventStoreBenchmarks.all())
            .flatMap(List::stream)
            .toList();

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Optional<Benchmark> asked = ALL.stream()
                .filter(benchmark -> arguments.length > 0 && benchmark.name().equals(arguments[0]))
                .findFirst();
        if (asked.isEmpty()) {
            System.err.println(
                    "Name one of " + ALL.stream().map(Benchmark::name).toList());
            System.exit(2);
        }
        var options = Options.of(Arrays.asList(arguments).subList(1, arguments.length));
        run(asked.orElseThrow(), options);
        System.exit(0); // peers may have left threads behind
    }

    private static void run(Benchmark benchmark, Options options) throws Exception {
        var report = benchmark.run(options);
        var command = "benchmarks/run " + benchmark.name() + options.command();
        System.out.println(JsonTrees.write(report.json(benchmark.name())));
        System.out.println(report.markdown(command));
        var file = options.text("write");
        if (file.isPresent()) {
            new Document(Path.of(file.get())).write(benchmark.name(), report.markdown(command));
        }
    }
}
