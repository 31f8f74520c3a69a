package dev.evenstep.benchmarks.library;

import com.sun.management.OperatingSystemMXBean;
import dev.evenstep.benchmarks.Benchmark;
import dev.evenstep.benchmarks.Figure;
import dev.evenstep.benchmarks.Options;
import dev.evenstep.benchmarks.Ratio;
import dev.evenstep.benchmarks.Report;
import dev.evenstep.benchmarks.Rounds;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The CPU time of the whole process for one record, from an SQS message to its committed effect, on a store that costs nothing. */
final class CpuBenchmark implements Benchmark {

    private static final List<Integer> SIZES = List.of(10, 100);
    private static final int WARMING = 20;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Override
    public String name() {
        return "library-cpu";
    }

    @Override
    public Report run(Options options) throws Exception {
        int records = options.number("records", 100_000);
        var jackson = new JacksonAlone();
        var function = new LibraryFunction(new TimedStore(Duration.ZERO));
        var rounds = new Rounds();
        for (int size : SIZES) {
            var batch = Messages.batch(size);
            var bodies = Messages.bodies(batch);
            rounds.add(
                    "Jackson, batches of " + size,
                    () -> perRecord(records, size, () -> bodies.forEach(jackson::handle)));
            rounds.add("the library, batches of " + size, () -> perRecord(records, size, () -> function.handle(batch)));
        }
        List<Figure> warmingUp = rounds.run(options.number("warming", WARMING), "µs");
        List<Figure> figures = rounds.run(options.rounds(), "µs");
        List<Ratio> ratios = new ArrayList<>();
        for (int at = 0; at < SIZES.size(); at++) {
            ratios.add(Ratio.atMost(
                    1.5,
                    "library : Jackson, batches of " + SIZES.get(at),
                    figures.get(2 * at + 1),
                    figures.get(2 * at)));
        }
        return new Report(
                "CPU of the process a record. Jackson parses an event to a tree, binds it and writes it; the library takes it"
                        + " from an SQS message to one item and one published event in a transaction on a store that costs nothing."
                        + " One processor, as functions of up to 1,769 MB have; warm after %d rounds."
                                .formatted(warmingUp.getFirst().rounds().size()),
                figures,
                ratios);
    }

    private double perRecord(int records, int size, Runnable batch) {
        int times = records / size;
        long before = system.getProcessCpuTime();
        for (int time = 0; time < times; time++) {
            batch.run();
        }
        return (system.getProcessCpuTime() - before) / 1e3 / times / size;
    }
}
