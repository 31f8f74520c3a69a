package dev.evenstep.aws.internal.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.aws.internal.deadletter.EventHeaders;
import dev.evenstep.aws.internal.deadletter.UserStackTrace;
import dev.evenstep.decision.Decision;
import dev.evenstep.internal.event.EventHeader;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for each record that did not go well: through SLF4J, with its fields as key-value pairs, or as JSON where no
 * provider of SLF4J is there. Bodies are read once more for it, and only here, so that what goes well pays nothing.
 */
final class FailureLog {

    private final Logger log = LoggerFactory.getLogger(EmbeddedMetrics.class);
    private final Clock clock;
    private final Consumer<String> lines;
    private final boolean hasProvider;

    FailureLog(Clock clock, Consumer<String> lines) {
        this(clock, lines, !(LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory));
    }

    FailureLog(Clock clock, Consumer<String> lines, boolean hasProvider) {
        this.hasProvider = hasProvider;
        this.clock = clock;
        this.lines = lines;
    }

    void tell(String consumer, Outcome outcome) {
        Trouble trouble = Trouble.of(outcome);
        if (trouble == null) {
            return;
        }
        ObjectNode fields = fields(consumer, outcome, trouble);
        if (hasProvider) {
            log(consumer, fields, trouble);
        } else {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("level", trouble.level().name());
            line.put("message", message(consumer, fields, trouble));
            line.setAll(fields);
            if (trouble.cause() != null) {
                line.put("stack", UserStackTrace.of(trouble.cause()));
            }
            lines.accept(line.toString());
        }
    }

    private ObjectNode fields(String consumer, Outcome outcome, Trouble trouble) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("consumer", consumer);
        fields.put("decision", outcome.decision().code());
        put(fields, "reason", trouble.reason());
        fields.put("attempt", trouble.attempt() == 0 ? outcome.delivery().attempt() : trouble.attempt());
        fields.put("record", outcome.delivery().id());
        EventHeader event = EventHeaders.in(outcome.delivery().body());
        put(fields, "eventId", event.id());
        put(fields, "source", event.source());
        put(fields, "type", event.type());
        put(fields, "subject", event.subject());
        put(fields, "entityVersion", event.entityVersion());
        put(fields, "schemaVersion", event.schemaVersion());
        Instant sent = outcome.delivery().sentAt() == null
                ? event.time()
                : outcome.delivery().sentAt();
        put(
                fields,
                "ageSeconds",
                sent == null ? null : Duration.between(sent, clock.instant()).toSeconds());
        String trace = outcome.delivery().system(Delivery.TRACE);
        put(fields, "trace", trace == null ? System.getProperty("com.amazonaws.xray.traceHeader") : trace);
        return fields;
    }

    private static void put(ObjectNode fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.putPOJO(name, value);
        }
    }

    private static String message(String consumer, ObjectNode fields, Trouble trouble) {
        String event = fields.has("eventId")
                ? " (%s %s of %s)"
                        .formatted(
                                fields.path("type").asText(),
                                fields.path("eventId").asText(),
                                fields.path("subject")
                                        .asText(fields.path("source").asText()))
                : "";
        return "%s: record %s%s %s".formatted(consumer, fields.path("record").asText(), event, trouble.words());
    }

    private void log(String consumer, ObjectNode fields, Trouble trouble) {
        LoggingEventBuilder line = log.atLevel(trouble.level()).setCause(trouble.cause());
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            line = line.addKeyValue(field.getKey(), field.getValue().asText());
        }
        line.log(message(consumer, fields, trouble));
    }

    /**
     * What is to be said of a record.
     *
     * @param attempt the record's own; 0 where its source's count says more
     */
    private record Trouble(
            Level level,
            @Nullable String reason,
            int attempt,
            String words,
            @Nullable Throwable cause) {

        /** Null: all went well. */
        static @Nullable Trouble of(Outcome outcome) {
            return switch (outcome.decision()) {
                case Decision.Poison(var reason, var detail, var cause) ->
                    new Trouble(
                            Level.WARN,
                            reason.code(),
                            0,
                            "is dead-lettered (%s): %s".formatted(reason.code(), detail),
                            cause);
                case Decision.Transient(var failure, int attempts, var detail, var cause) ->
                    new Trouble(
                            Level.WARN,
                            failure.kind().code(),
                            attempts,
                            "failed (%s): %s".formatted(failure.kind().code(), detail),
                            cause);
                case Decision.Unpublished(var detail) ->
                    new Trouble(Level.WARN, null, 0, "stays in the outbox: " + detail, null);
                case Decision.Withheld(var dependency, var until, boolean isAway) ->
                    new Trouble(
                            Level.INFO,
                            dependency,
                            0,
                            "was not begun: it waits for %s, at least until %s".formatted(dependency, until),
                            null);
                case Decision.Gap(long stored, long incoming) ->
                    new Trouble(
                            Level.INFO,
                            null,
                            0,
                            "is early and cannot be parked: the stream is at %d, the event is its %d"
                                    .formatted(stored, incoming),
                            null);
                case Decision.InProgress(var until) ->
                    new Trouble(Level.INFO, null, 0, "is being handled elsewhere until " + until, null);
                case Decision.DeadlineExceeded(boolean begun) ->
                    new Trouble(
                            Level.WARN,
                            null,
                            0,
                            (begun ? "was cut off" : "was not begun") + ": the invocation's time was over",
                            null);
                case Decision.Blocked(var behind) -> new Trouble(Level.INFO, null, 0, "waits behind " + behind, null);
                case Decision.Parked(var awaited, var until) ->
                    new Trouble(
                            Level.INFO,
                            null,
                            0,
                            "is parked until %s was handled, at most until %s".formatted(awaited, until),
                            null);
                case Decision.Skipped(long from, long to) ->
                    new Trouble(Level.WARN, null, 0, "goes on without its %d to %d".formatted(from, to), null);
                case Decision.WokenUp woken -> null;
                case Decision.Ignored ignored -> null;
                case Decision.HandedOn handedOn -> null;
                case Decision.Applied applied -> null;
                case Decision.Duplicate duplicate -> null;
                case Decision.Stale stale -> null;
            };
        }
    }
}
