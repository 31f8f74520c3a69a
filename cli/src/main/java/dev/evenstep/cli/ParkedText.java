package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A parked event for people and for programs. Its body is shown only when its line alone is asked for. */
final class ParkedText {

    private ParkedText() {}

    static String line(ParkedRow row) {
        return "%-15s  %s  %s  %-13s  %s  waits for %s since %s%s (%s)"
                .formatted(
                        row.consumer(),
                        row.line(),
                        row.number(),
                        row.state(),
                        row.event(),
                        row.waitsFor(),
                        row.since(),
                        row.until() == null ? "" : " until " + row.until(),
                        row.reason());
    }

    static ObjectNode json(ParkedRow row) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("consumer", row.consumer())
                .put("line", row.line())
                .put("number", row.number())
                .put("event", row.event())
                .put("state", row.state().name())
                .put("waitsFor", row.waitsFor())
                .put("reason", row.reason())
                .put("attempts", row.attempts())
                .put("since", row.since().toString())
                .put("until", row.until() == null ? null : row.until().toString())
                .put("queue", row.queue());
    }

    static String whole(ParkedLines.Whole event) {
        ParkedRow row = event.row();
        StringBuilder text = new StringBuilder();
        append(text, "consumer", row.consumer());
        append(text, "line", row.line());
        append(text, "number", row.number());
        append(text, "event", row.event());
        append(text, "state", row.state().name());
        append(text, "waits for", row.waitsFor());
        append(text, "reason", row.reason());
        append(text, "attempts", Integer.toString(row.attempts()));
        append(text, "since", row.since().toString());
        append(text, "until", row.until() == null ? "" : row.until().toString());
        append(text, "queue", row.queue() == null ? "" : row.queue());
        append(text, "record", event.delivery().id());
        append(text, "body", event.delivery().body());
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("%-9s %s%n".formatted(name, value.strip().replace("\n", "\n          ")));
        }
    }
}
