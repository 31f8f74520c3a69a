package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.sqs.queue.Machine;
import dev.evenstep.sqs.queue.Queues;
import dev.evenstep.sqs.request.RequestInput;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** All operations. */
public final class Operations {

    private Operations() {}

    /**
     * By name. Tasks that the storage holds go on.
     *
     * @param base what queue URLs begin with
     */
    public static Map<String, Function<RequestInput, ObjectNode>> of(Machine machine, Queues queues, URI base) {
        var context = new QueueContext(machine, queues, base);
        var ofQueues = new QueueOperations(context);
        var ofTasks = new MoveTaskOperations(machine, queues);
        ofTasks.goOn();
        Map<String, Function<RequestInput, ObjectNode>> all = new HashMap<>();
        all.putAll(ofQueues.ofQueues());
        all.putAll(ofQueues.ofSettings());
        all.putAll(new MessageOperations(context).byName());
        all.putAll(ofTasks.byName());
        return Map.copyOf(all);
    }
}
