package dev.evenstep.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** {@code Publish} and {@code PublishBatch}. */
record PublishOperations(TopicPublisher publisher, Topics topics) {

    private static final int MOST = 10;
    private static final int LARGEST = 256 * 1024;

    Map<String, Function<SnsForm, ObjectNode>> byName() {
        return Map.of("Publish", this::publish, "PublishBatch", this::publishAll);
    }

    private ObjectNode publish(SnsForm form) {
        var topic = form.text("TopicArn", form.text("TargetArn", ""));
        if (topic.isEmpty()) {
            throw SnsErrors.invalid(
                    form.text("PhoneNumber") == null
                            ? "TopicArn or TargetArn Reason: no value for required parameter"
                            : "PhoneNumber Reason: only topics are published to locally");
        }
        return answer(publisher.accept(message(topic, form)));
    }

    private static NewMessage message(String topic, SnsForm form) {
        var structure = form.text("MessageStructure", "");
        return new NewMessage(
                topic,
                form.text("Message", ""),
                form.text("Subject"),
                form.messageAttributes(),
                structure.equals("json"),
                form.text("MessageGroupId"),
                form.text("MessageDeduplicationId"));
    }

    private static ObjectNode answer(PublishedMessage message) {
        var answer = JsonTrees.object().put("MessageId", message.id());
        return message.sequenceNumber() == null ? answer : answer.put("SequenceNumber", message.sequenceNumber());
    }

    private ObjectNode publishAll(SnsForm form) {
        var topic = topics.require(form.required("TopicArn")).arn();
        var entries = form.list("PublishBatchRequestEntries.member");
        check(entries, topic);
        var answer = JsonTrees.object();
        var successful = answer.putArray("Successful");
        var failed = answer.putArray("Failed");
        for (SnsForm entry : entries) {
            var id = entry.text("Id", "");
            try {
                successful.addObject().put("Id", id).setAll(answer(publisher.accept(message(topic, entry))));
            } catch (AwsException e) {
                successful.remove(successful.size() - 1);
                failed.addObject()
                        .put("Id", id)
                        .put("Code", e.code())
                        .put("Message", e.getMessage())
                        .put("SenderFault", e.status() < 500);
            }
        }
        return answer;
    }

    private static void check(List<SnsForm> entries, String topic) {
        Set<String> ids = new HashSet<>();
        if (entries.isEmpty()) {
            throw refused("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MOST) {
            throw refused("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
        }
        for (SnsForm entry : entries) {
            if (!ids.add(entry.text("Id", ""))) {
                throw refused(
                        "BatchEntryIdsNotDistinct",
                        "Two or more batch entries in the request have the same Id: " + entry.text("Id", ""));
            }
        }
        if (entries.stream().mapToInt(entry -> message(topic, entry).size()).sum() > LARGEST) {
            throw refused("BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
        }
    }

    private static AwsException refused(String code, String message) {
        return new AwsException(400, code, message);
    }
}
