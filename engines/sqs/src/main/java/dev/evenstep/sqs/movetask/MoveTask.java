package dev.evenstep.sqs.movetask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task that moves dead letters, as it is known. Used within a write of the storage. */
public final class MoveTask {

    final String id;
    final String source;
    final Optional<String> destination;
    final Optional<Integer> rate;
    private final long toMove;
    private final long started;
    private Status status = Status.RUNNING;
    private @Nullable String failure;
    private long moved;
    private TimeSource.@Nullable Timer next;

    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED
    }

    MoveTask(
            String id, String source, Optional<String> destination, Optional<Integer> rate, long toMove, long started) {
        this.id = id;
        this.source = source;
        this.destination = destination;
        this.rate = rate;
        this.toMove = toMove;
        this.started = started;
    }

    boolean running() {
        return status == Status.RUNNING;
    }

    void movedOne() {
        moved++;
    }

    void nextAt(TimeSource.Timer timer) {
        next = timer;
    }

    void end(Status ending) {
        status = ending;
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    void fail(String reason) {
        failure = reason;
        end(Status.FAILED);
    }

    public long moved() {
        return moved;
    }

    /** What names it for a client. */
    public String handle() {
        var text = Json.write(Json.object().put("taskId", id).put("sourceArn", source));
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@code ListMessageMoveTasks} tells it. */
    public ObjectNode json() {
        var json = Json.object();
        if (running()) {
            json.put("TaskHandle", handle());
        }
        json.put("Status", status.name()).put("SourceArn", source);
        destination.ifPresent(arn -> json.put("DestinationArn", arn));
        rate.ifPresent(messages -> json.put("MaxNumberOfMessagesPerSecond", messages));
        json.put("ApproximateNumberOfMessagesMoved", moved).put("ApproximateNumberOfMessagesToMove", toMove);
        if (failure != null) {
            json.put("FailureReason", failure);
        }
        return json.put("StartedTimestamp", started);
    }
}
