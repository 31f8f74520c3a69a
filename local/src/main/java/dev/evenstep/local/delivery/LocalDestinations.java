package dev.evenstep.local.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.sqs.Sqs;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The queues and functions of this machine, by ARN. Account and region in an ARN are not looked at. */
public final class LocalDestinations implements Destinations {

    private final Sqs sqs;
    private final BiConsumer<String, String> functions;

    /** @param functions takes a function's ARN and an event, and keeps it before it returns */
    public LocalDestinations(Sqs sqs, BiConsumer<String, String> functions) {
        this.sqs = sqs;
        this.functions = functions;
    }

    @Override
    public void send(String arn, String body, Map<String, String> attributes, @Nullable String messageGroupId) {
        var parts = arn.split(":", 7);
        try {
            if (parts.length >= 6 && parts[2].equals("sqs")) {
                sqs.call("SendMessage", message(parts[5], body, attributes, messageGroupId));
            } else if (parts.length == 7 && parts[2].equals("lambda")) {
                functions.accept(arn, body);
            } else {
                throw new UndeliverableException("INVALID_PARAMETER", arn + " is neither a queue nor a function");
            }
        } catch (AwsException e) {
            throw told(parts[parts.length - 1], e);
        }
    }

    private static ObjectNode message(
            String queue, String body, Map<String, String> attributes, @Nullable String messageGroupId) {
        var message = JsonTrees.object().put("QueueUrl", queue).put("MessageBody", body);
        if (messageGroupId != null) {
            message.put("MessageGroupId", messageGroupId);
        }
        var all = message.putObject("MessageAttributes");
        attributes.forEach(
                (name, value) -> all.putObject(name).put("DataType", "String").put("StringValue", value));
        return message;
    }

    private static RuntimeException told(String receiver, AwsException e) {
        if (e.status() >= 500 || e.status() == 429 || e.code().contains("Throttl")) {
            return e;
        }
        return e.status() == 404 || e.code().endsWith("NonExistentQueue")
                ? new UndeliverableException("NO_RESOURCE", "There is no %s: %s".formatted(receiver, e.getMessage()))
                : new UndeliverableException(
                        "INVALID_PARAMETER",
                        "%s refused the message: %s (%s)".formatted(receiver, e.getMessage(), e.code()));
    }
}
