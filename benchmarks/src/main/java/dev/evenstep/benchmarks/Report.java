package dev.evenstep.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.List;
import java.util.Locale;

/**
 * What a benchmark found.
 *
 * @param title what was measured and how, a sentence or two
 */
public record Report(String title, List<Figure> figures, List<Ratio> ratios) {

    ObjectNode json(String name) {
        var json = JsonTrees.object().put("benchmark", name).put("title", title);
        var all = json.putArray("figures");
        for (Figure figure : figures) {
            var one = all.addObject().put("what", figure.what()).put("unit", figure.unit());
            one.put("median", figure.median());
            figure.rounds().forEach(one.putArray("rounds")::add);
        }
        var against = json.putArray("ratios");
        for (Ratio ratio : ratios) {
            against.addObject()
                    .put("what", ratio.what())
                    .put("value", ratio.value())
                    .put("wanted", ratio.wanted());
        }
        return json;
    }

    String markdown(String command) {
        var text = new StringBuilder(title).append("\n\n```\n").append(command).append("\n```\n\n");
        text.append("| measured | median | unit |\n|---|---:|---|\n");
        for (Figure figure : figures) {
            text.append("| %s | %s | %s |\n".formatted(figure.what(), rounded(figure.median()), figure.unit()));
        }
        if (!ratios.isEmpty()) {
            text.append("\n| ratio | is | wanted |\n|---|---:|---|\n");
        }
        for (Ratio ratio : ratios) {
            text.append("| %s | %s | %s |\n".formatted(ratio.what(), rounded(ratio.value()), ratio.wanted()));
        }
        return text.toString();
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
