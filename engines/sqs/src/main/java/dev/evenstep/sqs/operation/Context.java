package dev.evenstep.sqs.operation;

import dev.evenstep.sqs.queue.Machine;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.queue.Queues;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What operations work with. */
record Context(Machine machine, Queues queues, URI base) {

    <T extends @Nullable Object> T write(Supplier<T> work) {
        return machine.write(work);
    }

    void run(Runnable work) {
        machine.write(() -> {
            work.run();
            return null;
        });
    }

    String url(Queue queue) {
        return url(queue.name());
    }

    String url(String name) {
        return "%s/%s/%s".formatted(base, machine.account().id(), name);
    }

    Queue queue(Input input) {
        return queues.named(name(input));
    }

    /** The name in a queue's URL, whatever its host is, or the name itself. */
    String name(Input input) {
        var url = input.required("QueueUrl");
        int name = url.lastIndexOf('/');
        var before = name < 0 ? "" : url.substring(0, name);
        var account = before.substring(before.lastIndexOf('/') + 1);
        if (account.matches("[0-9]{12}") && !account.equals(machine.account().id())) {
            throw Refusal.noQueue();
        }
        return url.substring(name + 1);
    }
}
