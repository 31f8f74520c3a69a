package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.sqs.queue.Machine;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.queue.Queues;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.net.URI;
import java.util.function.Consumer;

/** What operations work with. */
record Context(Machine machine, Queues queues, URI base) {

    /** Changes the queue that a request names. */
    ObjectNode change(Input input, Consumer<Queue> work) {
        var name = name(input);
        return machine.write(() -> {
            work.accept(queues.named(name));
            return Json.object();
        });
    }

    String url(Queue queue) {
        return base + "/" + machine.account().id() + "/" + queue.name();
    }

    Queue queue(Input input) {
        return queues.named(name(input));
    }

    /** The name in a queue's URL, whatever its host is, or the name itself. */
    String name(Input input) {
        var url = input.required("QueueUrl");
        int end = url.endsWith("/") ? url.length() - 1 : url.length();
        int slash = url.lastIndexOf('/', end - 1);
        var owner = slash < 0 ? "" : url.substring(url.lastIndexOf('/', slash - 1) + 1, slash);
        if (isAccount(owner) && !owner.equals(machine.account().id())) {
            throw Refusal.noQueue();
        }
        return url.substring(slash + 1, end);
    }

    private static boolean isAccount(String text) {
        return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
