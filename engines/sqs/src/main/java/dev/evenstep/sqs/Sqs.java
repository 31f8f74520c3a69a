package dev.evenstep.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.sqs.message.Received;
import dev.evenstep.sqs.operation.Operations;
import dev.evenstep.sqs.protocol.SqsService;
import dev.evenstep.sqs.queue.Machine;
import java.time.Duration;
import java.util.List;

/**
 * SQS in this JVM. Its operations can be called here, over HTTP by {@link #service}, or by the AWS SDK without a socket.
 * Safe for concurrent use.
 */
public final class Sqs {

    private final Operations operations;
    private final AwsService service;

    private Sqs(Operations operations, AwsService service) {
        this.operations = operations;
        this.service = service;
    }

    /** With the queues that the storage holds. What was in flight can be received again, its count is kept. */
    public static Sqs start(SqsOptions options) {
        var machine =
                new Machine(options.account(), options.storage(), options.time(), options.faults(), options.seed());
        var operations = new Operations(machine, options.base());
        return new Sqs(operations, new SqsService(options.account(), operations::call, operations.names()));
    }

    /**
     * Calls an operation of SQS's API.
     *
     * @param operation such as {@code SendMessage}
     * @param request as in SQS's JSON protocol; queues by their URL, of any host, or by name
     * @throws AwsException as SQS refuses it; its code is the one that clients are told, such as {@code
     *     AWS.SimpleQueueService.NonExistentQueue}
     * @throws dev.evenstep.engine.protocol.LostReplyException where a fault has it; over HTTP the connection ends
     */
    public ObjectNode call(String operation, ObjectNode request) {
        return operations.call(operation, request);
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
        return operations.receive(queue, most, wait);
    }

    /**
     * Deletes messages of a queue by their receipt handles, any number at once.
     *
     * @throws AwsException as {@link #call}; then none of them is deleted, or only some
     */
    public void delete(String queue, List<String> receiptHandles) {
        operations.delete(queue, receiptHandles);
    }
}
