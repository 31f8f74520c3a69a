package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.sqs.message.Message;
import dev.evenstep.sqs.operation.MoveTask.Status;
import dev.evenstep.sqs.queue.Machine;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.queue.Queues;
import dev.evenstep.sqs.request.RequestInput;
import dev.evenstep.sqs.request.SqsError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Moves dead letters to where they came from, or to one queue (developer guide, "dead-letter queue redrive"). A moved
 * message is a new one.
 */
final class MoveTaskOperations {

    private static final int FASTEST = 500;

    /** Of each queue; older ones are forgotten (API reference, ListMessageMoveTasks). */
    private static final int MOST_KEPT = 10;

    private static final int MOST_AT_ONCE = 100;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Machine machine;
    private final Queues queues;
    private final OrderedMap<MoveTask> stored;

    MoveTaskOperations(Machine machine, Queues queues) {
        this.machine = machine;
        this.queues = queues;
        this.stored = machine.storage().map("sqs.movetasks", MoveTask.CODEC);
    }

    /** Tasks that the storage holds go on. */
    void goOn() {
        machine.run(() ->
                newestFirst().stream().filter(MoveTask::running).forEach(task -> goOn(task.number(), Duration.ZERO)));
    }

    Map<String, Function<RequestInput, ObjectNode>> byName() {
        return Map.of(
                "StartMessageMoveTask", input -> machine.write(() -> start(input)),
                "CancelMessageMoveTask", input -> machine.write(() -> cancel(input)),
                "ListMessageMoveTasks", input -> machine.write(() -> list(input)));
    }

    private ObjectNode start(RequestInput input) {
        var sourceArn = input.required("SourceArn");
        var destination = input.text("DestinationArn");
        var rate = input.upTo("MaxNumberOfMessagesPerSecond", FASTEST);
        var source = queue(sourceArn, "SourceArn");
        destination.ifPresent(arn -> queue(arn, "DestinationArn"));
        if (queues.sourcesOf(source).isEmpty()) {
            throw SqsError.invalid("Source queue must be configured as a Dead Letter Queue.");
        }
        var before = of(sourceArn);
        if (before.stream().anyMatch(MoveTask::running)) {
            throw SqsError.invalid("There is already a task running."
                    + " Only one active task is allowed for a source queue arn at a given time.");
        }
        before.stream().skip(MOST_KEPT - 1L).forEach(task -> stored.remove(key(task.number())));
        long number = newestFirst().stream().mapToLong(MoveTask::number).max().orElse(0) + 1;
        var task = new MoveTask(
                number,
                new UUID(machine.now(), machine.seed() ^ number).toString(),
                Status.RUNNING,
                sourceArn,
                destination.orElse(null),
                rate.orElse(0),
                0,
                source.visible(),
                null,
                machine.now());
        stored.put(key(number), task);
        goOn(number, Duration.ZERO);
        return JsonTrees.object().put("TaskHandle", task.handle());
    }

    private ObjectNode cancel(RequestInput input) {
        var named = parse(input.required("TaskHandle"));
        var unused = queue(named.source, "SourceArn");
        var task = newestFirst().stream()
                .filter(one -> one.id().equals(named.id))
                .findFirst()
                .orElseThrow(() -> SqsError.notFound("Task does not exist."));
        if (!task.running()) {
            throw SqsError.invalid("Only active tasks can be cancelled.");
        }
        stored.put(key(task.number()), task.ended(Status.CANCELLED, null));
        return JsonTrees.object().put("ApproximateNumberOfMessagesMoved", task.moved());
    }

    private ObjectNode list(RequestInput input) {
        var source = input.required("SourceArn");
        int most = input.upTo("MaxResults", MOST_KEPT).orElse(1);
        var answer = JsonTrees.object();
        var results = answer.putArray("Results");
        of(source).stream().limit(most).forEach(task -> results.add(task.json()));
        return answer;
    }

    /** The tasks of a queue, the newest first. */
    private List<MoveTask> of(String sourceArn) {
        var unused = queue(sourceArn, "SourceArn");
        return newestFirst().stream()
                .filter(task -> task.source().equals(sourceArn))
                .toList();
    }

    private List<MoveTask> newestFirst() {
        List<MoveTask> tasks = new ArrayList<>();
        stored.descending(null).forEachRemaining(entry -> tasks.add(entry.getValue()));
        return tasks;
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private record Named(String id, String source) {}

    private static Named parse(String handle) {
        try {
            var json = JsonTrees.parse(Base64.getDecoder().decode(handle));
            if (json.has("taskId") && json.has("sourceArn")) {
                return new Named(
                        json.get("taskId").asText(), json.get("sourceArn").asText());
            }
        } catch (IllegalArgumentException | IOException e) {
            // told below, as any other text that is none
        }
        throw SqsError.invalid("Value for parameter TaskHandle is invalid.");
    }

    private Queue queue(String arn, String parameter) {
        var queue = queues.at(arn);
        if (queue == null) {
            throw SqsError.notFound(
                    "The resource that you specified for the %s parameter doesn't exist.".formatted(parameter));
        }
        return queue;
    }

    private void goOn(long number, Duration pause) {
        var unused = machine.time()
                .at(
                        machine.time().now().plus(pause),
                        () -> machine.run(() -> {
                            var task = stored.get(key(number));
                            if (task != null && task.running()) {
                                move(task);
                            }
                        }));
    }

    /** One message where there is a rate, else many; then again. */
    private void move(MoveTask task) {
        var moved = task;
        int most = task.rate() > 0 ? 1 : MOST_AT_ONCE;
        for (int i = 0; i < most && moved.running(); i++) {
            moved = moveOne(moved);
        }
        stored.put(key(task.number()), moved);
        if (moved.running()) {
            goOn(task.number(), task.rate() > 0 ? SECOND.dividedBy(task.rate()) : Duration.ZERO);
        }
    }

    private MoveTask moveOne(MoveTask task) {
        var source = queues.at(task.source());
        var message = source == null ? Optional.<Message>empty() : source.peek();
        if (source == null || message.isEmpty()) {
            return task.ended(Status.COMPLETED, null);
        }
        var arn = task.destination() == null ? message.get().source() : task.destination();
        if (arn == null) {
            return task.ended(Status.FAILED, "CouldNotDetermineMessageSource");
        }
        var target = queues.at(arn);
        if (target == null) {
            return task.ended(Status.FAILED, SqsError.PREFIX + "NonExistentQueue");
        }
        source.moveNext(target);
        return task.movedOne();
    }
}
