package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.sqs.message.Received;
import dev.evenstep.sqs.queue.ReceiveRequest;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Single messages. */
final class MessageOperations {

    private static final int MOST_MESSAGES = 10;
    private static final int LONGEST_WAIT = 20;
    private static final int LONGEST_VISIBILITY = 43_200;

    private final Context context;

    MessageOperations(Context context) {
        this.context = context;
    }

    Map<String, Function<Input, ObjectNode>> byName() {
        return Map.of(
                "SendMessage", this::send,
                "ReceiveMessage", this::receive,
                "DeleteMessage", this::delete,
                "ChangeMessageVisibility", this::changeVisibility);
    }

    private ObjectNode send(Input input) {
        var settings = context.queue(input).settings();
        var unused = input.required("MessageBody");
        if (Sending.lacksGroup(input, settings)) {
            throw Refusal.missing("MessageGroupId");
        }
        Sending.checkDeduplication(input, settings);
        var sending = Sending.of(input, settings);
        return sending.answer(context.write(() -> sending.to(context.queue(input))));
    }

    private ObjectNode receive(Input input) {
        var name = context.name(input);
        int most = input.number(
                        "MaxNumberOfMessages",
                        1,
                        MOST_MESSAGES,
                        "Must be between 1 and %d, if provided.".formatted(MOST_MESSAGES))
                .orElse(1);
        var request = new ReceiveRequest(
                most,
                input.seconds("VisibilityTimeout", LONGEST_VISIBILITY),
                input.seconds("WaitTimeSeconds", LONGEST_WAIT).map(Duration::ofSeconds));
        List<String> system = new ArrayList<>(input.texts("AttributeNames"));
        system.addAll(input.texts("MessageSystemAttributeNames"));
        try {
            return answer(context.queues().receive(name, request), system, input.texts("MessageAttributeNames"));
        } catch (InterruptedException e) {
            throw Operations.interrupted();
        }
    }

    private static ObjectNode answer(List<Received> received, List<String> system, List<String> names) {
        var answer = Json.object();
        if (!received.isEmpty()) {
            var messages = answer.putArray("Messages");
            received.forEach(message -> messages.add(message.json(system, names)));
        }
        return answer;
    }

    private ObjectNode delete(Input input) {
        var handle = input.required("ReceiptHandle");
        context.run(() -> context.queue(input).delete(handle));
        return Json.object();
    }

    private ObjectNode changeVisibility(Input input) {
        var handle = input.required("ReceiptHandle");
        int seconds = visibility(input);
        context.run(() -> context.queue(input).changeVisibility(handle, seconds));
        return Json.object();
    }

    static int visibility(Input input) {
        return input.seconds("VisibilityTimeout", LONGEST_VISIBILITY)
                .orElseThrow(() -> Refusal.missing("VisibilityTimeout"));
    }
}
