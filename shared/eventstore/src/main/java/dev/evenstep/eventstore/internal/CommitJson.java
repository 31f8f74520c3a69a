package dev.evenstep.eventstore.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.Position;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.PlainJson;
import dev.evenstep.internal.event.PlainTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A commit's content as JSON text: what its events share once ({@code append}, {@code correlationid}, {@code causationid},
 * {@code traceparent}, {@code actor}), where the append begins and ends if it has several commits ({@code first}, {@code
 * endcommit}, {@code endversion}), and in {@code events} of each its source, type, schema version, data and {@code extensions} of its own. Everything else
 * of an envelope follows from that and the commit's place.
 */
final class CommitJson {

    static final String ACTOR = "actor";

    /** Of an item; an event's own depth and three levels around it. */
    private static final Limits LIMITS =
            new Limits(400 * 1024, Limits.defaults().maxDepth() + 3);

    private final JsonText text = new JsonText(LIMITS);

    /** What the events of one append share. */
    record Shared(
            String append,
            CorrelationContext correlation,
            @Nullable String actor) {}

    /** @param own the extensions that it does not share */
    static ObjectNode event(EventEnvelope envelope, Map<String, Object> own) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("source", envelope.source());
        event.put("type", envelope.type());
        event.put("schemaversion", envelope.schemaVersion());
        event.set("data", envelope.tree());
        if (!own.isEmpty()) {
            event.set("extensions", PlainTree.node(own, "extensions"));
        }
        return event;
    }

    /** @param several the whole append where this is a part of it */
    static String write(Shared shared, @Nullable Appended several, List<ObjectNode> events) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("append", shared.append());
        putIfPresent(content, "correlationid", shared.correlation().correlationId());
        putIfPresent(content, "causationid", shared.correlation().causationId());
        putIfPresent(content, "traceparent", shared.correlation().traceParent());
        putIfPresent(content, ACTOR, shared.actor());
        if (several != null) {
            content.put("first", several.first());
            content.put("endcommit", several.end().commit());
            content.put("endversion", several.end().version());
        }
        ArrayNode list = content.putArray("events");
        events.forEach(list::add);
        return PlainJson.text(content, "commit");
    }

    private static void putIfPresent(ObjectNode content, String name, @Nullable String value) {
        if (value != null) {
            content.put(name, value);
        }
    }

    /** The append that a commit is of, when it has this id. */
    @Nullable
    Appended ifAppended(String id, StreamCommit commit) {
        JsonNode content = text.parse(commit.content());
        return id.equals(content.path("append").textValue()) ? whole(commit, content) : null;
    }

    /** Behind the append that a commit is of. */
    Position end(StreamCommit commit) {
        return whole(commit, text.parse(commit.content())).end();
    }

    private static Appended whole(StreamCommit commit, JsonNode content) {
        return content.has("first")
                ? new Appended(
                        content.path("first").intValue(),
                        new Position(
                                content.path("endcommit").intValue(),
                                content.path("endversion").intValue()))
                : new Appended(commit.from(), commit.end());
    }

    List<Envelope> events(StreamCommit commit) {
        JsonNode content = text.parse(commit.content());
        CorrelationContext correlation = new CorrelationContext(
                content.path("correlationid").textValue(),
                content.path("causationid").textValue(),
                content.path("traceparent").textValue());
        Shared shared = new Shared(
                content.path("append").asText(),
                correlation,
                content.path(ACTOR).textValue());
        int first = whole(commit, content).first();
        List<Envelope> events = new ArrayList<>();
        for (JsonNode event : content.path("events")) {
            int version = commit.from() + events.size();
            events.add(new EventEnvelope(
                    EventIds.of(commit.stream(), shared.append(), version - first),
                    event.path("source").asText(),
                    event.path("type").asText(),
                    event.path("schemaversion").intValue(),
                    commit.time(),
                    commit.stream(),
                    version,
                    shared.correlation(),
                    null,
                    null,
                    extensions(shared, own(event)),
                    event.withObject("data")));
        }
        return events;
    }

    private static Map<String, Object> own(JsonNode event) {
        Map<String, Object> own = new TreeMap<>();
        event.path("extensions")
                .properties()
                .forEach(extension -> own.put(extension.getKey(), value(extension.getValue())));
        return own;
    }

    private static Object value(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isInt() ? (Object) value.intValue() : value.asText();
    }

    static Map<String, Object> extensions(Shared shared, Map<String, Object> own) {
        Map<String, Object> all = new TreeMap<>(own);
        if (shared.actor() != null) {
            all.put(ACTOR, shared.actor());
        }
        return all;
    }
}
