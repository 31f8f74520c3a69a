package dev.evenstep.sqs.movetask;

import dev.evenstep.engine.protocol.Json;
import dev.evenstep.sqs.message.Message;
import dev.evenstep.sqs.queue.Machine;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.queue.Queues;
import dev.evenstep.sqs.request.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves dead letters to where they came from, or to one queue (developer guide, "dead-letter queue redrive"). A moved
 * message is a new one. Tasks do not outlive the process; messages do. All methods run within a write of the storage.
 */
public final class MoveTasks {

    private static final int MOST_AT_ONCE = 100;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Machine machine;
    private final Queues queues;
    private final List<MoveTask> newestFirst = new ArrayList<>();
    private long started;

    public MoveTasks(Machine machine, Queues queues) {
        this.machine = machine;
        this.queues = queues;
    }

    /**
     * Begins to move what can be received now.
     *
     * @param rate messages a second
     */
    public MoveTask start(String sourceArn, Optional<String> destinationArn, Optional<Integer> rate) {
        var source = queue(sourceArn, "SourceArn");
        destinationArn.ifPresent(arn -> queue(arn, "DestinationArn"));
        if (queues.sourcesOf(source).isEmpty()) {
            throw Refusal.invalid("Source queue must be configured as a Dead Letter Queue.");
        }
        if (newestFirst.stream().anyMatch(task -> task.running() && task.source.equals(sourceArn))) {
            throw Refusal.invalid("There is already a task running."
                    + " Only one active task is allowed for a source queue arn at a given time.");
        }
        var id = new UUID(machine.now(), machine.seed() ^ ++started).toString();
        var task = new MoveTask(id, sourceArn, destinationArn, rate, source.visible(), machine.now());
        newestFirst.addFirst(task);
        step(task, Duration.ZERO);
        return task;
    }

    public MoveTask cancel(String handle) {
        var named = parse(handle);
        var unused = queue(named.source, "SourceArn");
        var task = newestFirst.stream()
                .filter(one -> one.id.equals(named.id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Task does not exist."));
        if (!task.running()) {
            throw Refusal.invalid("Only active tasks can be cancelled.");
        }
        task.end(MoveTask.Status.CANCELLED);
        return task;
    }

    /** The tasks of a queue, the newest first. */
    public List<MoveTask> of(String sourceArn) {
        var unused = queue(sourceArn, "SourceArn");
        return newestFirst.stream()
                .filter(task -> task.source.equals(sourceArn))
                .toList();
    }

    private record Named(String id, String source) {}

    private static Named parse(String handle) {
        try {
            var json = Json.parse(Base64.getDecoder().decode(handle));
            if (json.has("taskId") && json.has("sourceArn")) {
                return new Named(
                        json.get("taskId").asText(), json.get("sourceArn").asText());
            }
        } catch (IllegalArgumentException | IOException e) {
            // told below, as any other text that is none
        }
        throw Refusal.invalid("Value for parameter TaskHandle is invalid.");
    }

    private Queue queue(String arn, String parameter) {
        var queue = queues.at(arn);
        if (queue == null) {
            throw Refusal.notFound(
                    "The resource that you specified for the %s parameter doesn't exist.".formatted(parameter));
        }
        return queue;
    }

    private void step(MoveTask task, Duration pause) {
        task.nextAt(machine.time()
                .at(
                        machine.time().now().plus(pause),
                        () -> machine.<@Nullable Void>write(() -> {
                            if (task.running()) {
                                move(task);
                            }
                            return null;
                        })));
    }

    /** One message where there is a rate, else many; then again. */
    private void move(MoveTask task) {
        int most = task.rate.isPresent() ? 1 : MOST_AT_ONCE;
        for (int i = 0; i < most && task.running(); i++) {
            moveOne(task);
        }
        if (task.running()) {
            step(task, task.rate.map(SECOND::dividedBy).orElse(Duration.ZERO));
        }
    }

    private void moveOne(MoveTask task) {
        var source = queues.at(task.source);
        var message = source == null ? Optional.<Message>empty() : source.peek();
        if (source == null || message.isEmpty()) {
            task.end(MoveTask.Status.COMPLETED);
            return;
        }
        var arn = task.destination.orElse(message.get().source());
        if (arn == null) {
            task.fail("CouldNotDetermineMessageSource");
            return;
        }
        var target = queues.at(arn);
        if (target == null) {
            task.fail(Refusal.PREFIX + "NonExistentQueue");
            return;
        }
        source.moveNext(target);
        task.movedOne();
    }
}
