package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.sqs.movetask.MoveTask;
import dev.evenstep.sqs.movetask.MoveTasks;
import dev.evenstep.sqs.request.Input;
import java.util.Map;
import java.util.function.Function;

/** Tasks that move dead letters. */
final class MoveTaskOperations {

    private static final int FASTEST = 500;
    private static final int MOST_LISTED = 10;

    private final Context context;
    private final MoveTasks tasks;

    MoveTaskOperations(Context context, MoveTasks tasks) {
        this.context = context;
        this.tasks = tasks;
    }

    Map<String, Function<Input, ObjectNode>> byName() {
        return Map.of(
                "StartMessageMoveTask", this::start,
                "CancelMessageMoveTask", this::cancel,
                "ListMessageMoveTasks", this::list);
    }

    private ObjectNode start(Input input) {
        var source = input.required("SourceArn");
        var destination = input.text("DestinationArn");
        var rate = input.number(
                "MaxNumberOfMessagesPerSecond",
                1,
                FASTEST,
                "Must be between 1 and %d, if provided.".formatted(FASTEST));
        var task = context.write(() -> tasks.start(source, destination, rate));
        return Json.object().put("TaskHandle", task.handle());
    }

    private ObjectNode cancel(Input input) {
        var handle = input.required("TaskHandle");
        long moved = context.write(() -> tasks.cancel(handle).moved());
        return Json.object().put("ApproximateNumberOfMessagesMoved", moved);
    }

    private ObjectNode list(Input input) {
        var source = input.required("SourceArn");
        int most = input.number(
                        "MaxResults", 1, MOST_LISTED, "Must be between 1 and %d, if provided.".formatted(MOST_LISTED))
                .orElse(1);
        var answer = Json.object();
        var results = answer.putArray("Results");
        context.run(
                () -> tasks.of(source).stream().limit(most).map(MoveTask::json).forEach(results::add));
        return answer;
    }
}
