package dev.evenstep.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.LostReplyException;
import dev.evenstep.sqs.message.Received;
import dev.evenstep.sqs.operation.Operations;
import dev.evenstep.sqs.protocol.SqsService;
import dev.evenstep.sqs.queue.Machine;
import dev.evenstep.sqs.queue.Queues;
import dev.evenstep.sqs.queue.Queues.ReceiveRequest;
import dev.evenstep.sqs.request.RequestInput;
import dev.evenstep.sqs.request.SqsError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * SQS in this JVM. Its operations can be called here, over HTTP by {@link #service}, or by the AWS SDK without a socket.
 * Safe for concurrent use.
 */
public final class Sqs {

    private final Machine machine;
    private final Queues queues;
    private final Map<String, Function<RequestInput, ObjectNode>> operations;
    private final AwsService service;

    private Sqs(SqsOptions options) {
        this.machine =
                new Machine(options.account(), options.storage(), options.time(), options.faults(), options.seed());
        this.queues = Queues.open(machine);
        this.operations = Operations.of(machine, queues, options.base());
        this.service = new SqsService(options.account(), this::call, operations.keySet());
    }

    /** With the queues that the storage holds. What was in flight can be received again, its count is kept. */
    public static Sqs start(SqsOptions options) {
        return new Sqs(options);
    }

    /**
     * Calls an operation of SQS's API.
     *
     * @param operation such as {@code SendMessage}
     * @param request as in SQS's JSON protocol; queues by their URL, of any host, or by name
     * @throws AwsException as SQS refuses it; its code is the one that clients are told, such as {@code
     *     AWS.SimpleQueueService.NonExistentQueue}
     * @throws LostReplyException where a fault has it; over HTTP the connection ends
     */
    public ObjectNode call(String operation, ObjectNode request) {
        var known = operations.get(operation);
        if (known == null) {
            throw SqsError.of("InvalidAction", "The action %s is not valid for this endpoint.".formatted(operation));
        }
        var name = request.path("QueueName").asText();
        var url = request.path("QueueUrl").asText();
        var queue = name.isEmpty() ? url.substring(url.lastIndexOf('/') + 1) : name;
        before(operation, queue);
        var answer = known.apply(new RequestInput(request));
        after(operation, queue);
        return answer;
    }

    /** SQS for HTTP: the JSON protocol and the Query protocol. */
    public AwsService service() {
        return service;
    }

    /**
     * Receives from a queue with its own visibility time-out. Blocks until there is a message or the wait is over; a
     * message that comes, or becomes visible, is given at once.
     *
     * @param most 1 to 10
     * @throws AwsException as {@link #call}
     */
    public List<Received> receive(String queue, int most, Duration wait) throws InterruptedException {
        before("ReceiveMessage", queue);
        var received = queues.receive(queue, new ReceiveRequest(most, Optional.empty(), Optional.of(wait)));
        after("ReceiveMessage", queue);
        return received;
    }

    /**
     * Deletes messages of a queue by their receipt handles, any number at once.
     *
     * @throws AwsException as {@link #call}; then none of them is deleted, or only some
     */
    public void delete(String queue, List<String> receiptHandles) {
        before("DeleteMessage", queue);
        machine.run(() -> receiptHandles.forEach(queues.named(queue)::delete));
        after("DeleteMessage", queue);
    }

    private void before(String operation, String queue) {
        if (machine.strikes(Fault.THROTTLE, operation, queue)) {
            throw SqsError.of("RequestThrottled", "The request was denied due to request throttling.");
        }
        if (machine.faults().any()) {
            machine.faults().strike(Fault.DELAY, operation, queue).ifPresent(rule -> pause(rule.delay()));
        }
    }

    private void after(String operation, String queue) {
        if (machine.strikes(Fault.LOST_REPLY, operation, queue)) {
            throw new LostReplyException();
        }
    }

    private void pause(Duration delay) {
        var over = new CountDownLatch(1);
        var timer = machine.time().at(machine.time().now().plus(delay), over::countDown);
        try {
            over.await();
        } catch (InterruptedException e) {
            throw SqsError.interrupted();
        } finally {
            timer.cancel();
        }
    }
}
