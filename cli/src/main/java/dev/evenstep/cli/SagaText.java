package dev.evenstep.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.saga.SagaInstance;
import dev.evenstep.saga.SagaOverview;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instances of sagas for people and for programs. */
final class SagaText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SagaText() {}

    static String line(SagaOverview overview) {
        return line(
                        overview.saga(),
                        overview.key(),
                        overview.version(),
                        overview.status().name(),
                        overview.step())
                + tail(overview.since(), overview.reason());
    }

    private static String line(String saga, String key, int version, String status, @Nullable String step) {
        return "%-12s  %s  %s  v%d%s".formatted(status, saga, key, version, step == null ? "" : "  at " + step);
    }

    private static String tail(Instant since, @Nullable String reason) {
        return "  since " + since + (reason == null ? "" : "  (" + reason + ")");
    }

    static ObjectNode json(SagaOverview overview) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("saga", overview.saga())
                .put("key", overview.key())
                .put("version", overview.version())
                .put("status", overview.status().name())
                .put("step", overview.step())
                .put("since", overview.since().toString())
                .put("reason", overview.reason());
    }

    static String lines(SagaInstance instance) {
        StringBuilder text = new StringBuilder(line(
                        instance.saga(),
                        instance.key(),
                        instance.version(),
                        instance.status().name(),
                        instance.step())
                + tail(instance.since(), instance.reason()));
        text.append("%n  state  %s".formatted(JSON.valueToTree(instance.state())));
        instance.steps()
                .forEach((name, progress) -> text.append(
                        "%n  step   %s  %s, attempt %d".formatted(name, progress.status(), progress.attempt())));
        instance.history()
                .forEach(entry -> text.append("%n  %s  %s%s"
                        .formatted(entry.time(), entry.type(), entry.cause() == null ? "" : "  by " + entry.cause())));
        return text.toString();
    }

    static ObjectNode json(SagaInstance instance) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("saga", instance.saga())
                .put("key", instance.key())
                .put("version", instance.version())
                .put("status", instance.status().name())
                .put("step", instance.step())
                .put("since", instance.since().toString())
                .put("reason", instance.reason());
        json.set("state", JSON.valueToTree(instance.state()));
        ObjectNode steps = json.putObject("steps");
        instance.steps()
                .forEach((name, progress) -> steps.putObject(name)
                        .put("status", progress.status().name())
                        .put("attempt", progress.attempt()));
        var history = json.putArray("history");
        instance.history()
                .forEach(entry -> history.addObject()
                        .put("time", entry.time().toString())
                        .put("type", entry.type())
                        .put("cause", entry.cause()));
        return json;
    }
}
