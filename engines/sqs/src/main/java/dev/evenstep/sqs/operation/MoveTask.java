package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.storage.Codec;
import dev.evenstep.engine.storage.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A task that moves dead letters, as it stands.
 *
 * @param number in the order in which tasks began
 * @param destination an ARN; null: back to where each message came from
 * @param rate messages a second; 0: as many as can be
 * @param started in milliseconds since 1970
 */
record MoveTask(
        long number,
        String id,
        Status status,
        String source,
        @Nullable String destination,
        int rate,
        long moved,
        long toMove,
        @Nullable String failure,
        long started) {

    static final Codec<MoveTask> CODEC = new JsonCodec<>(
            task -> task.json().put("number", task.number).put("id", task.id), MoveTask::of, task -> MoveTask.WEIGHT);

    private static final int WEIGHT = 1000;

    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED
    }

    boolean running() {
        return status == Status.RUNNING;
    }

    MoveTask movedOne() {
        return with(status, moved + 1, null);
    }

    MoveTask ended(Status ending, @Nullable String reason) {
        return with(ending, moved, reason);
    }

    private MoveTask with(Status newStatus, long count, @Nullable String reason) {
        return new MoveTask(number, id, newStatus, source, destination, rate, count, toMove, reason, started);
    }

    /** What names it for a client. */
    String handle() {
        var text = JsonTrees.write(JsonTrees.object().put("taskId", id).put("sourceArn", source));
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@code ListMessageMoveTasks} tells it. */
    ObjectNode json() {
        var json = JsonTrees.object();
        if (running()) {
            json.put("TaskHandle", handle());
        }
        json.put("Status", status.name()).put("SourceArn", source);
        if (destination != null) {
            json.put("DestinationArn", destination);
        }
        if (rate > 0) {
            json.put("MaxNumberOfMessagesPerSecond", rate);
        }
        json.put("ApproximateNumberOfMessagesMoved", moved).put("ApproximateNumberOfMessagesToMove", toMove);
        if (failure != null) {
            json.put("FailureReason", failure);
        }
        return json.put("StartedTimestamp", started);
    }

    private static MoveTask of(ObjectNode json) {
        return new MoveTask(
                json.path("number").asLong(),
                json.path("id").asText(),
                Status.valueOf(json.path("Status").asText()),
                json.path("SourceArn").asText(),
                json.path("DestinationArn").textValue(),
                json.path("MaxNumberOfMessagesPerSecond").asInt(),
                json.path("ApproximateNumberOfMessagesMoved").asLong(),
                json.path("ApproximateNumberOfMessagesToMove").asLong(),
                json.path("FailureReason").textValue(),
                json.path("StartedTimestamp").asLong());
    }
}
