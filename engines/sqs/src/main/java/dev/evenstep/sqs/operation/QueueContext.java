package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.sqs.queue.Machine;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.queue.Queues;
import dev.evenstep.sqs.request.RequestInput;
import dev.evenstep.sqs.request.SqsError;
import java.net.URI;
import java.util.function.Consumer;

/** What operations work with. */
record QueueContext(Machine machine, Queues queues, URI base) {

    /** Changes the queue that a request names. */
    ObjectNode change(RequestInput input, Consumer<Queue> work) {
        var name = name(input);
        return machine.write(() -> {
            work.accept(queues.named(name));
            return JsonTrees.object();
        });
    }

    String url(Queue queue) {
        return base + "/" + machine.account().id() + "/" + queue.name();
    }

    Queue queue(RequestInput input) {
        return queues.named(name(input));
    }

    /** The name in a queue's URL, whatever its host is, or the name itself. */
    String name(RequestInput input) {
        var url = input.required("QueueUrl");
        int end = url.endsWith("/") ? url.length() - 1 : url.length();
        int slash = url.lastIndexOf('/', end - 1);
        var owner = slash < 0 ? "" : url.substring(url.lastIndexOf('/', slash - 1) + 1, slash);
        if (isAccount(owner) && !owner.equals(machine.account().id())) {
            throw SqsError.noQueue();
        }
        return url.substring(slash + 1, end);
    }

    private static boolean isAccount(String text) {
        return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
