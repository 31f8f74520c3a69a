package dev.evenstep.sqs.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.sqs.request.RequestInput;
import dev.evenstep.sqs.request.SqsError;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says.
 *
 * @param attributesMd5 null without attributes
 * @param systemMd5 for the sender only; null without system attributes
 * @param trace the system attribute {@code AWSTraceHeader}
 * @param deduplication of a FIFO queue's message: as given, or made of the body
 * @param size in bytes, as it counts for limits: body and attributes
 */
public record Content(
        String body,
        String md5,
        Map<String, MessageAttribute> attributes,
        @Nullable String attributesMd5,
        @Nullable String systemMd5,
        @Nullable String trace,
        @Nullable String group,
        @Nullable String deduplication,
        int size) {

    private static final Pattern ID = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");
    private static final String TRACE = "AWSTraceHeader";

    /**
     * Reads {@code SendMessage} or an entry of {@code SendMessageBatch}.
     *
     * @param deduplicated without an id of its own, by its body
     * @throws dev.evenstep.engine.protocol.AwsException where SQS would refuse it in any queue
     */
    public static Content of(RequestInput given, boolean deduplicated) {
        var body = given.required("MessageBody");
        if (!Characters.allowed(body)) {
            throw SqsError.of(
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are " + Characters.ALLOWED);
        }
        var attributes = MessageAttributes.read(given.inputs("MessageAttributes"), "user");
        var system = MessageAttributes.read(given.inputs("MessageSystemAttributes"), "system");
        var trace = system.get(TRACE);
        if (system.size() != (trace == null ? 0 : 1)
                || (trace != null && !trace.type().equals("String"))) {
            throw SqsError.invalid("The only message system attribute is %s, of type String.".formatted(TRACE));
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var deduplication = id(given, "MessageDeduplicationId");
        return new Content(
                body,
                Digest.md5(bytes),
                attributes,
                attributes.isEmpty() ? null : Digest.md5(attributes),
                system.isEmpty() ? null : Digest.md5(system),
                trace == null ? null : trace.value(),
                id(given, "MessageGroupId"),
                deduplication == null && deduplicated ? Digest.sha256(bytes) : deduplication,
                bytes.length + MessageAttributes.size(attributes));
    }

    private static @Nullable String id(RequestInput given, String name) {
        var id = given.text(name);
        if (id.isPresent() && !ID.matcher(id.get()).matches()) {
            throw SqsError.invalid(
                    id.get(),
                    name,
                    name + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        return id.orElse(null);
    }

    /** What its sender is told. */
    public ObjectNode answer(String id) {
        var answer = JsonTrees.object().put("MessageId", id).put("MD5OfMessageBody", md5);
        if (attributesMd5 != null) {
            answer.put("MD5OfMessageAttributes", attributesMd5);
        }
        if (systemMd5 != null) {
            answer.put("MD5OfMessageSystemAttributes", systemMd5);
        }
        return answer;
    }

    /** From which {@link #of} makes the same. */
    ObjectNode json() {
        var json = JsonTrees.object()
                .put("MessageBody", body)
                .put("MessageGroupId", group)
                .put("MessageDeduplicationId", deduplication);
        attributes.forEach((name, attribute) ->
                json.withObjectProperty("MessageAttributes").set(name, attribute.json()));
        if (trace != null) {
            json.putObject("MessageSystemAttributes").set(TRACE, new MessageAttribute("String", trace).json());
        }
        return json;
    }
}
