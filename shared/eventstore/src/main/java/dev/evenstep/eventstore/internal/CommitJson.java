package dev.evenstep.eventstore.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.internal.CommitContent.KeptEvent;
import dev.evenstep.eventstore.internal.CommitContent.Shared;
import dev.evenstep.internal.event.EventData;
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
 * endcommit}, {@code endversion}), and in {@code events} of each its source, type, schema version, data and {@code extensions}
 * of its own. Everything else of an envelope follows from that and the commit's place.
 */
final class CommitJson {

    static final String ACTOR = "actor";

    /** Of an item; an event's own depth and three levels around it. */
    private static final Limits LIMITS =
            new Limits(400 * 1024, Limits.defaults().maxDepth() + 3);

    private final JsonText text = new JsonText(LIMITS);

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
        CommitContent content = content(commit);
        return id.equals(content.shared().append()) ? content.whole(commit) : null;
    }

    /** Behind the append that a commit is of. */
    Position end(StreamCommit commit) {
        return content(commit).whole(commit).end();
    }

    private CommitContent content(StreamCommit commit) {
        return text.parse(commit.content(), json -> new CommitParser(json, commit.content()).content());
    }

    List<Envelope> events(StreamCommit commit) {
        CommitContent content = content(commit);
        Shared shared = content.shared();
        EventIds ids = EventIds.in(commit.stream(), shared.append());
        int first = content.whole(commit).first();
        List<Envelope> events = new ArrayList<>(content.events().size());
        for (KeptEvent event : content.events()) {
            int version = commit.from() + events.size();
            events.add(new EventEnvelope(
                    ids.of(version - first),
                    event.source(),
                    event.type(),
                    event.schemaVersion(),
                    commit.time(),
                    commit.stream(),
                    version,
                    shared.correlation(),
                    null,
                    null,
                    extensions(shared, event.extensions()),
                    EventData.of(event.data(), text)));
        }
        return events;
    }

    static Map<String, Object> extensions(Shared shared, Map<String, Object> own) {
        if (shared.actor() == null) {
            return own;
        }
        Map<String, Object> all = new TreeMap<>(own);
        all.put(ACTOR, shared.actor());
        return all;
    }
}
