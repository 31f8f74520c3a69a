package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.sqs.movetask.MoveTasks;
import dev.evenstep.sqs.queue.Machine;
import dev.evenstep.sqs.request.Input;
import java.util.Map;
import java.util.function.Function;

/** Tasks that move dead letters. */
record MoveTaskOperations(Machine machine, MoveTasks tasks) {

    private static final int FASTEST = 500;

    Map<String, Function<Input, ObjectNode>> byName() {
        return Map.of(
                "StartMessageMoveTask", this::start,
                "CancelMessageMoveTask", this::cancel,
                "ListMessageMoveTasks", this::list);
    }

    private ObjectNode start(Input input) {
        var source = input.required("SourceArn");
        var destination = input.text("DestinationArn");
        var rate = input.upTo("MaxNumberOfMessagesPerSecond", FASTEST);
        var task = machine.write(() -> tasks.start(source, destination, rate));
        return Json.object().put("TaskHandle", task.handle());
    }

    private ObjectNode cancel(Input input) {
        var handle = input.required("TaskHandle");
        long moved = machine.write(() -> tasks.cancel(handle)).moved();
        return Json.object().put("ApproximateNumberOfMessagesMoved", moved);
    }

    private ObjectNode list(Input input) {
        var source = input.required("SourceArn");
        int most = input.upTo("MaxResults", MoveTasks.MOST_KEPT).orElse(1);
        var answer = Json.object();
        var results = answer.putArray("Results");
        machine.run(() -> tasks.of(source).stream().limit(most).forEach(task -> results.add(task.json())));
        return answer;
    }
}
