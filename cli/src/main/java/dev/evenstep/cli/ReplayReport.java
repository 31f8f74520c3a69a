package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.archive.internal.MarksReset;
import dev.evenstep.archive.internal.ReplayPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replay would do, before it does it.
 *
 * @param functions behind the queue
 * @param hasMarks whether the consumer's marks were looked at
 * @param reset null: they stay
 */
record ReplayReport(
        ReplayPlan plan,
        String consumer,
        String queue,
        List<String> functions,
        int rate,
        boolean hasMarks,
        @Nullable MarksReset reset) {

    List<String> obstacles() {
        return reset == null ? List.of() : reset.obstacles();
    }

    long seconds() {
        return Math.ceilDiv(plan.events(), rate);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%d events would go to %s, for the consumer %s: %d bytes, %d seconds at %d a second"
                .formatted(plan.events(), queue, consumer, plan.bytes(), seconds(), rate));
        if (plan.events() > 0) {
            lines.add("  from %s to %s".formatted(plan.first(), plan.last()));
        }
        plan.types().forEach((type, count) -> lines.add("  %d %s".formatted(count, type)));
        lines.add(
                functions.isEmpty()
                        ? "  No function is known behind that queue."
                        : "  Behind that queue: " + String.join(", ", functions));
        lines.add(
                "Cost: %d requests to SQS at least to send, as many to receive and to delete; and what the consumer does"
                        .formatted(plan.sendRequests()));
        lines.add(
                hasMarks
                        ? "Marks: of the first %d events, it knows %d; of versioned consumers they are not looked at"
                                .formatted(plan.looked(), plan.known())
                        : "Marks: no function here has an IDEMPOTENCY_TABLE");
        if (reset != null) {
            MarksReset.Count count = reset.count();
            lines.add("Reset: %d records of events would be deleted, and %d positions of entities moved back"
                    .formatted(count.events(), count.positions()));
            obstacles().forEach(obstacle -> lines.add("  In the way: " + obstacle));
        }
        lines.add("Nothing is sent. --yes sends.");
        return lines;
    }

    ObjectNode json() {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("dryRun", true)
                .put("events", plan.events())
                .put("bytes", plan.bytes())
                .put("from", String.valueOf(plan.first()))
                .put("until", String.valueOf(plan.last()))
                .put("to", queue)
                .put("consumer", consumer)
                .put("seconds", seconds())
                .put("sendRequests", plan.sendRequests());
        ObjectNode types = object.putObject("types");
        plan.types().forEach(types::put);
        functions.forEach(object.putArray("functions")::add);
        if (hasMarks) {
            object.putObject("marks").put("lookedAt", plan.looked()).put("known", plan.known());
        }
        if (reset != null) {
            ObjectNode resets = object.putObject("reset")
                    .put("events", reset.count().events())
                    .put("positions", reset.count().positions());
            obstacles().forEach(resets.putArray("obstacles")::add);
        }
        return object;
    }
}
