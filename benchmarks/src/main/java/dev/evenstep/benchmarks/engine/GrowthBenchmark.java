package dev.evenstep.benchmarks.engine;

import dev.evenstep.benchmarks.Benchmark;
import dev.evenstep.benchmarks.Figure;
import dev.evenstep.benchmarks.Options;
import dev.evenstep.benchmarks.Ratio;
import dev.evenstep.benchmarks.Report;
import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.dynamodb.DynamoDbOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a call costs as items and stream records grow from a thousand to a million. */
final class GrowthBenchmark implements Benchmark {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);

    @Override
    public String name() {
        return "dynamodb-growth";
    }

    @Override
    public Report run(Options options) {
        int most = options.number("most", 1_000_000);
        int calls = options.number("calls", 10_000);
        for (int warming = 0; warming < 3; warming++) {
            measure(1_000, 1, options.number("warming-calls", 50_000), new LinkedHashMap<>());
        }
        Map<String, List<Figure>> figures = new LinkedHashMap<>();
        measure(most, options.rounds(), calls, figures);
        List<Ratio> ratios = new ArrayList<>();
        figures.forEach((what, sizes) -> ratios.add(
                Ratio.atMost(1.5, what + ", the most items : the fewest", sizes.getLast(), sizes.getFirst())));
        return new Report(
                "One thread calls the DynamoDB engine's Java API on a table with a stream, as items and stream records"
                        + " grow.",
                figures.values().stream().flatMap(List::stream).toList(),
                ratios);
    }

    private static void measure(int most, int rounds, int calls, Map<String, List<Figure>> figures) {
        try (var engine = DynamoDb.start(DynamoDbOptions.defaults())) {
            var table = GrowingTable.create(engine);
            for (int size : SIZES) {
                if (size > most) {
                    return;
                }
                table.grow(size);
                Map<String, Runnable> measured = new LinkedHashMap<>();
                measured.put("GetItem", table::get);
                measured.put("UpdateItem", table::update);
                measured.put("TransactWriteItems of three", table::transact);
                measured.put("Query of ten items", table::query);
                measured.put("GetRecords of ten records, anywhere in the stream", table::records);
                measured.forEach((what, call) -> figures.computeIfAbsent(what, none -> new ArrayList<>())
                        .add(new Figure(
                                "%s, %,d items".formatted(what, size), "µs", microseconds(rounds, calls, call))));
            }
        }
    }

    private static List<Double> microseconds(int rounds, int calls, Runnable call) {
        List<Double> found = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            long start = System.nanoTime();
            for (int number = 0; number < calls; number++) {
                call.run();
            }
            if (round > 0) {
                found.add((System.nanoTime() - start) / 1e3 / calls);
            }
        }
        return found;
    }
}
