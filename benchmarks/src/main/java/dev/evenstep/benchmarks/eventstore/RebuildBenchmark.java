package dev.evenstep.benchmarks.eventstore;

import com.sun.management.OperatingSystemMXBean;
import dev.evenstep.benchmarks.Benchmark;
import dev.evenstep.benchmarks.Figure;
import dev.evenstep.benchmarks.Options;
import dev.evenstep.benchmarks.Ratio;
import dev.evenstep.benchmarks.Report;
import dev.evenstep.benchmarks.Rounds;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** How many events a second views are built anew of, as the log grows, and what becomes of what arrives meanwhile. */
final class RebuildBenchmark implements Benchmark {

    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);

    /** Events of a measurement: small logs are read again and again. */
    private static final int LEAST = 1_000_000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public Report run(Options options) throws Exception {
        int most = options.number("most", 1_000_000);
        int least = options.number("least", LEAST);
        Parcels parcels = new Parcels(SIZES.getFirst());
        var warming = measure(parcels, least, 1);
        List<Figure> figures = new ArrayList<>();
        List<Ratio> ratios = new ArrayList<>();
        for (int size : SIZES) {
            if (size <= most) {
                parcels = new Parcels(size);
                List<Figure> found = measure(parcels, least, options.rounds());
                figures.addAll(found);
                ratios.add(Ratio.atLeast(
                        0.5, "rebuild : Jackson, %,d events".formatted(size), found.getLast(), found.get(1)));
            }
        }
        ratios.add(Ratio.atLeast(
                0.8, "rebuild, the most events : the fewest", figures.getLast(), figures.get(warming.size() - 1)));
        List<Figure> live = new LiveRebuild(parcels).run();
        figures.addAll(live);
        return new Report(
                "Views of parcels are built anew from a log in memory: commits of three events of about 320 bytes, a view for"
                        + " six. Jackson parses each event's text to a tree, or to a tree and binds that to its record."
                        + " By the CPU time of the process. At the end, of the most events once more, in invocations of a"
                        + " second, while 50 events a second arrive and views are read.",
                figures,
                ratios);
    }

    private List<Figure> measure(Parcels parcels, int least, int rounds) throws Exception {
        PlainJackson jackson = new PlainJackson(parcels);
        Rebuilding rebuilding = new Rebuilding(parcels);
        int events = parcels.events();
        int times = Math.max(1, least / events);
        Rounds measured = new Rounds();
        measured.add("Jackson to a tree, %,d events".formatted(events), () -> perSecond(events, times, jackson::parse));
        measured.add(
                "Jackson to a record, %,d events".formatted(events),
                () -> perSecond(events, times, jackson::parseAndBind));
        measured.add("rebuild, %,d events".formatted(events), () -> perSecond(events, times, rebuilding::run));
        return measured.run(rounds, "events/s");
    }

    private double perSecond(int events, int times, Runnable all) {
        long before = system.getProcessCpuTime();
        for (int time = 0; time < times; time++) {
            all.run();
        }
        return 1e9 * events * times / (system.getProcessCpuTime() - before);
    }
}
