package dev.evenstep.sqs.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.storage.Codec;
import dev.evenstep.engine.storage.JsonCodec;
import dev.evenstep.sqs.request.RequestInput;
import org.jspecify.annotations.Nullable;

/**
 * A message in a queue. All times are milliseconds since 1970.
 *
 * @param sent when the sender sent it
 * @param enqueued from when its retention counts
 * @param from when it can first be received
 * @param source the ARN of the queue from which it came here as a dead letter
 * @param receives how often it was received
 * @param firstReceived 0: never
 */
public record Message(
        String id,
        Content content,
        long sent,
        long enqueued,
        long from,
        @Nullable String source,
        int receives,
        long firstReceived) {

    private static final int OVERHEAD = 200;

    public static final Codec<Message> CODEC =
            new JsonCodec<>(Message::json, Message::of, message -> OVERHEAD + message.content.size());

    public static Message sent(String id, Content content, long now, long delayMillis) {
        return new Message(id, content, now, now, now + delayMillis, null, 0, 0);
    }

    public Message received(long now) {
        return new Message(
                id, content, sent, enqueued, from, source, receives + 1, firstReceived == 0 ? now : firstReceived);
    }

    /** As a dead letter: id and count stay; the retention of a FIFO queue's message begins anew. */
    public Message dead(String sourceArn, long now) {
        return new Message(
                id,
                content,
                sent,
                content.deduplication() == null ? enqueued : now,
                now,
                sourceArn,
                receives,
                firstReceived);
    }

    /** As the content was sent, and what became of it. */
    private ObjectNode json() {
        return content.json()
                .put("id", id)
                .put("sent", sent)
                .put("enqueued", enqueued)
                .put("from", from)
                .put("source", source)
                .put("receives", receives)
                .put("firstReceived", firstReceived);
    }

    private static Message of(ObjectNode json) {
        return new Message(
                json.path("id").asText(),
                Content.of(new RequestInput(json), false),
                json.path("sent").asLong(),
                json.path("enqueued").asLong(),
                json.path("from").asLong(),
                json.path("source").textValue(),
                json.path("receives").asInt(),
                json.path("firstReceived").asLong());
    }
}
