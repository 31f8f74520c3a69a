package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Up to ten messages in one request, each with an outcome of its own. */
final class BatchOperations {

    private static final int MOST = 10;
    private static final int LARGEST = 1_048_576;
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,80}");

    private final Context context;

    BatchOperations(Context context) {
        this.context = context;
    }

    Map<String, Function<Input, ObjectNode>> byName() {
        return Map.of(
                "SendMessageBatch", this::send,
                "DeleteMessageBatch",
                        input -> each(
                                input,
                                "DeleteMessageBatchRequestEntry",
                                (queue, entry) -> queue.delete(entry.required("ReceiptHandle"))),
                "ChangeMessageVisibilityBatch",
                        input -> each(
                                input,
                                "ChangeMessageVisibilityBatchRequestEntry",
                                (queue, entry) -> queue.changeVisibility(
                                        entry.required("ReceiptHandle"), MessageOperations.visibility(entry))));
    }

    private record Checked(String id, Sending sending) {}

    private ObjectNode send(Input input) {
        var settings = context.queue(input).settings();
        var entries = entries(input, "SendMessageBatchRequestEntry");
        for (Input entry : entries) {
            if (Sending.lacksGroup(entry, settings)) {
                throw Refusal.incomplete("MessageGroupId");
            }
            Sending.checkDeduplication(entry, settings);
        }
        var answer = new Answer();
        List<Checked> checked = new ArrayList<>();
        for (Input entry : entries) {
            var id = entry.required("Id");
            answer.tried(id, () -> checked.add(new Checked(id, Sending.of(entry, settings))));
        }
        int size =
                checked.stream().mapToInt(one -> one.sending().content().size()).sum();
        if (size > LARGEST) {
            throw Refusal.service(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than %d bytes. You have sent %d bytes.".formatted(LARGEST, size));
        }
        context.run(() -> {
            var queue = context.queue(input);
            for (Checked one : checked) {
                answer.done(one.id(), one.sending().answer(one.sending().to(queue)));
            }
        });
        return answer.json();
    }

    private ObjectNode each(Input input, String kind, BiConsumer<Queue, Input> work) {
        var entries = entries(input, kind);
        var answer = new Answer();
        context.run(() -> {
            var queue = context.queue(input);
            for (Input entry : entries) {
                var id = entry.required("Id");
                answer.tried(id, () -> {
                    work.accept(queue, entry);
                    answer.done(id, Json.object());
                });
            }
        });
        return answer.json();
    }

    private static List<Input> entries(Input input, String kind) {
        var entries = input.entries("Entries");
        if (entries.isEmpty()) {
            throw Refusal.service(
                    "EmptyBatchRequest", "There should be at least one %s in the request.".formatted(kind));
        }
        if (entries.size() > MOST) {
            throw Refusal.service(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are %d. You have sent %d.".formatted(MOST, entries.size()));
        }
        Set<String> ids = new HashSet<>();
        for (Input entry : entries) {
            var id = entry.text("Id").orElse("");
            if (!ID.matcher(id).matches()) {
                throw Refusal.service(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                                + " It can be at most 80 letters long.");
            }
            if (!ids.add(id)) {
                throw Refusal.service("BatchEntryIdsNotDistinct", "Id %s repeated.".formatted(id));
            }
        }
        return entries;
    }

    /** What became of each entry; a list is there only with something in it. */
    private static final class Answer {

        private final ObjectNode json = Json.object();

        void done(String id, ObjectNode result) {
            json.withArray("Successful").addObject().put("Id", id).setAll(result);
        }

        void tried(String id, Runnable work) {
            try {
                work.run();
            } catch (AwsException e) {
                json.withArray("Failed")
                        .addObject()
                        .put("Id", id)
                        .put("SenderFault", e.status() < 500)
                        .put("Code", e.code())
                        .put("Message", e.getMessage());
            }
        }

        ObjectNode json() {
            return json;
        }
    }
}
