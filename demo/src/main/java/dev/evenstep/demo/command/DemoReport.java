package dev.evenstep.demo.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.demo.DemoResult;
import dev.evenstep.demo.ledger.Findings;
import dev.evenstep.demo.ledger.Invariant;
import dev.evenstep.demo.ledger.Latency;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.StringJoiner;

/** A run of the demo, for people and for programs. */
final class DemoReport {

    private final DemoResult result;
    private final Findings findings;

    DemoReport(DemoResult result) {
        this.result = result;
        this.findings = result.findings();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("orders", result.orders());
        json.put("seed", result.seed());
        json.put("sent", result.sent());
        json.put("refusedByGateway", result.refused());
        json.put("replayedForAudit", result.replayed());
        json.put("readsMeanwhile", findings.reads());
        json.put("readsOfThePast", findings.past().size());
        counts(json.putObject("decisions"), findings.decisions());
        counts(json.putObject("deadLettered"), findings.deadLettered());
        counts(json.putObject("orderStatuses"), findings.statuses());
        json.put("lost", result.lost());
        json.put("doubleEffects", result.doubleEffects());
        json.put("outOfOrder", result.outOfOrder());
        json.put("cameToRest", result.cameToRest());
        ArrayNode invariants = json.putArray("invariants");
        findings.invariants().forEach(invariant -> invariants.add(json(invariant)));
        ObjectNode latencies = json.putObject("latencyMs");
        findings.latencies()
                .forEach(latency -> latencies
                        .putObject(latency.hop())
                        .put("p50", latency.p50())
                        .put("p99", latency.p99()));
        json.put("flowSeconds", seconds(result.flow()));
        json.put("wallSeconds", wallSeconds());
        return json;
    }

    String text() {
        StringJoiner text = new StringJoiner(System.lineSeparator());
        text.add("");
        text.add("%,d orders, %,d messages sent".formatted(result.orders(), result.sent()));
        text.add("orders       " + words(findings.statuses()));
        text.add("the gateway, away in the middle, refused %,d requests".formatted(result.refused()));
        if (result.replayed() > 0) {
            text.add("Lambda gave up %,d events for the audit function, and they were sent again"
                    .formatted(result.replayed()));
        }
        text.add(
                "orders were looked at %,d times meanwhile, while their views were built anew, and %,d times as they had been"
                        .formatted(findings.reads(), findings.past().size()));
        text.add("decisions    " + words(findings.decisions()));
        text.add("dead letters " + words(findings.deadLettered()));
        text.add("");
        text.add("%-38s %8s %8s".formatted("latency in ms", "p50", "p99"));
        for (Latency latency : findings.latencies()) {
            text.add("  %-36s %8d %8d".formatted(latency.hop(), latency.p50(), latency.p99()));
        }
        text.add("");
        for (Invariant invariant : findings.invariants()) {
            text.add((invariant.holds() ? "  holds   " : "  BROKEN  ") + invariant.name() + explanation(invariant));
        }
        text.add("");
        text.add("%s; lost %d, doubled %d, out of order %d, in %.1f s of %.1f s"
                .formatted(
                        result.succeeded() ? "every effect happened exactly once, in order" : "something is wrong",
                        result.lost(),
                        result.doubleEffects(),
                        result.outOfOrder(),
                        seconds(result.flow()),
                        wallSeconds()));
        return text.toString();
    }

    private static String explanation(Invariant invariant) {
        return invariant.holds()
                ? ""
                : " (%d times, such as: %s)".formatted(invariant.violations(), invariant.example());
    }

    private static ObjectNode json(Invariant invariant) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", invariant.name())
                .put("holds", invariant.holds())
                .put("violations", invariant.violations())
                .put("example", invariant.example());
    }

    private static void counts(ObjectNode json, Map<String, Long> counts) {
        counts.forEach(json::put);
    }

    private static String words(Map<String, Long> counts) {
        StringJoiner words = new StringJoiner(", ");
        counts.forEach((name, count) -> words.add("%s %,d".formatted(name, count)));
        return counts.isEmpty() ? "none" : words.toString();
    }

    /** Since this program was started, its own start included. */
    private double wallSeconds() {
        Instant start = ProcessHandle.current()
                .info()
                .startInstant()
                .orElseGet(() -> Instant.now().minus(result.flow()));
        return seconds(Duration.between(start, Instant.now()));
    }

    private static double seconds(Duration duration) {
        return Math.round(duration.toMillis() / 100.0) / 10.0;
    }
}
