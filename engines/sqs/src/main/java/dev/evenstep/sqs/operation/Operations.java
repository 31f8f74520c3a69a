package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.LostReplyException;
import dev.evenstep.sqs.message.Received;
import dev.evenstep.sqs.movetask.MoveTasks;
import dev.evenstep.sqs.queue.Machine;
import dev.evenstep.sqs.queue.Queues;
import dev.evenstep.sqs.queue.Queues.ReceiveRequest;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** All operations, and the faults that strike them. */
public final class Operations {

    private final Context context;
    private final Map<String, Function<Input, ObjectNode>> byName = new HashMap<>();

    /** @param base what queue URLs begin with */
    public Operations(Machine machine, URI base) {
        this.context = new Context(machine, Queues.open(machine), base);
        byName.putAll(new QueueOperations(context).byName());
        byName.putAll(new SettingsOperations(context).byName());
        byName.putAll(new MessageOperations(context).byName());
        byName.putAll(new MoveTaskOperations(machine, MoveTasks.open(machine, context.queues())).byName());
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** @throws AwsException as SQS refuses it */
    public ObjectNode call(String name, ObjectNode request) {
        var operation = byName.get(name);
        if (operation == null) {
            throw Refusal.of("InvalidAction", "The action %s is not valid for this endpoint.".formatted(name));
        }
        var resource = resource(request);
        before(name, resource);
        var answer = operation.apply(new Input(request));
        after(name, resource);
        return answer;
    }

    public List<Received> receive(String queue, int most, Duration wait) throws InterruptedException {
        before("ReceiveMessage", queue);
        var request = new ReceiveRequest(most, Optional.empty(), Optional.of(wait));
        var received = context.queues().receive(queue, request);
        after("ReceiveMessage", queue);
        return received;
    }

    public void delete(String queue, List<String> receiptHandles) {
        before("DeleteMessage", queue);
        context.machine().run(() -> {
            var found = context.queues().named(queue);
            receiptHandles.forEach(found::delete);
        });
        after("DeleteMessage", queue);
    }

    private static String resource(ObjectNode request) {
        var name = request.path("QueueName").asText();
        var url = request.path("QueueUrl").asText();
        return name.isEmpty() ? url.substring(url.lastIndexOf('/') + 1) : name;
    }

    private void before(String operation, String queue) {
        if (context.machine().strikes(Fault.THROTTLE, operation, queue)) {
            throw Refusal.of("RequestThrottled", "The request was denied due to request throttling.");
        }
        context.machine().faults().strike(Fault.DELAY, operation, queue).ifPresent(rule -> pause(rule.delay()));
    }

    private void after(String operation, String queue) {
        if (context.machine().strikes(Fault.LOST_REPLY, operation, queue)) {
            throw new LostReplyException();
        }
    }

    private void pause(Duration delay) {
        var time = context.machine().time();
        var over = new CountDownLatch(1);
        var timer = time.at(time.now().plus(delay), over::countDown);
        try {
            over.await();
        } catch (InterruptedException e) {
            timer.cancel();
            throw interrupted();
        }
    }

    static AwsException interrupted() {
        Thread.currentThread().interrupt();
        return new AwsException(503, "ServiceUnavailable", "The request was interrupted.");
    }
}
