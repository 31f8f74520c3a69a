package dev.evenstep.eventstore.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.Position;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.EventSerializer;
import dev.evenstep.internal.event.PlainJson;
import dev.evenstep.internal.schema.DataBinding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the commits of an append: one, or several where it does not fit into one item. */
final class CommitWriter {

    /** An item has 400 KB (DynamoDB's quota); the rest is for its keys and what its events share. */
    private static final int MOST_BYTES = 380 * 1024;

    /** Together below the 4 MB of a transaction (DynamoDB's quota). */
    private static final int MOST_COMMITS = 10;

    private final DataBinding binding = new DataBinding();
    private final EventSerializer serializer = new EventSerializer();
    private final FieldEncryption encryption;

    CommitWriter(FieldEncryption encryption) {
        this.encryption = encryption;
    }

    List<StreamCommit> commits(String stream, Position after, Append append, Instant time) {
        CommitContent.Shared shared = new CommitContent.Shared(append.id(), append.correlation(), append.actor());
        List<List<ObjectNode>> parts = parts(stream, after, append, shared, time);
        @Nullable Appended several = parts.size() == 1 ? null : whole(after, append, parts.size());
        List<StreamCommit> commits = new ArrayList<>();
        Position before = after;
        for (List<ObjectNode> part : parts) {
            commits.add(commit(stream, before, time, CommitJson.write(shared, several, part), part.size()));
            before = commits.getLast().end();
        }
        return commits;
    }

    private static Appended whole(Position after, Append append, int commits) {
        Position end = new Position(
                after.commit() + commits, after.version() + append.events().size());
        return new Appended(after.version() + 1, end);
    }

    private static StreamCommit commit(String stream, Position before, Instant time, String content, int events) {
        return new StreamCommit(
                stream, before.commit() + 1, before.version() + 1, before.version() + events, time, content);
    }

    private List<List<ObjectNode>> parts(
            String stream, Position after, Append append, CommitContent.Shared shared, Instant time) {
        List<List<ObjectNode>> parts = new ArrayList<>();
        List<ObjectNode> part = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < append.events().size(); i++) {
            ObjectNode event = event(append.events().get(i), stream, after.version() + 1, i, shared, time);
            int more = PlainJson.text(event, "event").getBytes(StandardCharsets.UTF_8).length + 1;
            if (bytes + more > MOST_BYTES) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(event);
            bytes += more;
        }
        parts.add(part);
        if (parts.size() > MOST_COMMITS) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "Append %s has more than %,d bytes: make several of it"
                            .formatted(append.id(), MOST_COMMITS * MOST_BYTES));
        }
        return parts;
    }

    private <T> ObjectNode event(
            NewEvent<T> event, String stream, int first, int index, CommitContent.Shared shared, Instant time) {
        EventEnvelope clear = new EventEnvelope(
                EventIds.of(stream, shared.append(), index),
                event.type().source(),
                event.type().name(),
                event.type().version(),
                time,
                stream,
                first + index,
                shared.correlation(),
                null,
                null,
                CommitJson.extensions(shared, event.extensions()),
                binding.write(event.data()));
        EventEnvelope encrypted = encryption.encrypt(event.type(), clear);
        var unused = serializer.serialize(encrypted);
        return CommitJson.event(encrypted, event.extensions());
    }
}
