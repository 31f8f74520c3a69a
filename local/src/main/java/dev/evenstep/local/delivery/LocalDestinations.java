package dev.evenstep.local.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.sqs.Sqs;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The queues, topics and functions of this machine, by ARN. Account and region in an ARN are not looked at. */
public final class LocalDestinations implements Destinations {

    private final Sqs sqs;
    private final BiConsumer<String, String> functions;
    private final BiConsumer<String, String> topics;

    /**
     * @param functions takes a function's ARN and an event, and keeps it before it returns
     * @param topics the same of a topic and a message
     */
    public LocalDestinations(Sqs sqs, BiConsumer<String, String> functions, BiConsumer<String, String> topics) {
        this.sqs = sqs;
        this.functions = functions;
        this.topics = topics;
    }

    @Override
    public void send(String arn, String body, Map<String, String> attributes, @Nullable String messageGroupId) {
        var all = JsonTrees.object();
        attributes.forEach(
                (name, value) -> all.putObject(name).put("DataType", "String").put("StringValue", value));
        send(arn, new DirectedMessage(body, all, messageGroupId, null));
    }

    @Override
    public void send(String arn, DirectedMessage message) {
        var parts = arn.split(":", 7);
        try {
            if (parts.length >= 6 && parts[2].equals("sqs")) {
                sqs.call("SendMessage", request(parts[5], message));
            } else if (parts.length == 7 && parts[2].equals("lambda")) {
                functions.accept(arn, message.body());
            } else if (parts.length == 6 && parts[2].equals("sns")) {
                topics.accept(arn, message.body());
            } else {
                throw new UndeliverableException(
                        "INVALID_PARAMETER", arn + " is neither a queue nor a topic nor a function");
            }
        } catch (AwsException e) {
            throw told(parts[parts.length - 1], e);
        }
    }

    private static ObjectNode request(String queue, DirectedMessage message) {
        var request = JsonTrees.object().put("QueueUrl", queue).put("MessageBody", message.body());
        if (message.groupId() != null) {
            request.put("MessageGroupId", message.groupId());
        }
        if (message.deduplicationId() != null) {
            request.put("MessageDeduplicationId", message.deduplicationId());
        }
        request.set("MessageAttributes", message.attributes());
        return request;
    }

    private static RuntimeException told(String receiver, AwsException e) {
        if (e.status() >= 500 || e.status() == 429 || e.code().contains("Throttl")) {
            return e;
        }
        return e.status() == 404
                        || e.code().endsWith("NonExistentQueue")
                        || e.code().equals("NotFound")
                ? new UndeliverableException("NO_RESOURCE", "There is no %s: %s".formatted(receiver, e.getMessage()))
                : new UndeliverableException(
                        "INVALID_PARAMETER",
                        "%s refused the message: %s (%s)".formatted(receiver, e.getMessage(), e.code()));
    }
}
