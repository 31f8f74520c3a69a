package dev.evenstep.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Measures things in turn, so that what disturbs the machine disturbs all of them. The first round only warms up. */
public final class Rounds {

    private final Map<String, Callable<Double>> things = new LinkedHashMap<>();

    /** @param measuring gives the figure of one round */
    public void add(String what, Callable<Double> measuring) {
        things.put(what, measuring);
    }

    /** The figures in the order in which things were added. */
    public List<Figure> run(int rounds, String unit) throws Exception {
        Map<String, List<Double>> found = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (var thing : things.entrySet()) {
                double figure = thing.getValue().call();
                System.err.printf("%s %d: %.1f %s%n", thing.getKey(), round, figure, unit);
                if (round > 0) {
                    found.computeIfAbsent(thing.getKey(), none -> new ArrayList<>())
                            .add(figure);
                }
            }
        }
        return found.entrySet().stream()
                .map(one -> new Figure(one.getKey(), unit, one.getValue()))
                .toList();
    }
}
