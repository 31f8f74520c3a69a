package dev.evenstep.sqs.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private static final String TRACE = "AWSTraceHeader";

    /**
     * Reads {@code SendMessage} or an entry of {@code SendMessageBatch}.
     *
     * @throws dev.evenstep.engine.protocol.AwsException where SQS would refuse it in any queue
     */
    public static Content of(Input given) {
        var body = given.required("MessageBody");
        if (!Characters.allowed(body)) {
            throw Refusal.of(
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are " + Characters.ALLOWED);
        }
        var attributes = MessageAttributes.read(given.inputs("MessageAttributes"), "user");
        var system = MessageAttributes.read(given.inputs("MessageSystemAttributes"), "system");
        var trace = system.get(TRACE);
        if (system.size() != (trace == null ? 0 : 1)
                || (trace != null && !trace.type().equals("String"))) {
            throw Refusal.invalid("The only message system attribute is %s, of type String.".formatted(TRACE));
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Content(
                body,
                Digest.md5(bytes),
                attributes,
                attributes.isEmpty() ? null : Digest.md5(attributes),
                system.isEmpty() ? null : Digest.md5(system),
                trace == null ? null : trace.value(),
                id(given, "MessageGroupId"),
                id(given, "MessageDeduplicationId"),
                bytes.length + MessageAttributes.size(attributes));
    }

    private static @Nullable String id(Input given, String name) {
        var id = given.text(name);
        if (id.isPresent() && !Characters.id(id.get())) {
            throw Refusal.invalid(
                    id.get(),
                    name,
                    name + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        return id.orElse(null);
    }

    /** The same, with a deduplication id made of the body. */
    public Content deduplicatedByBody() {
        return new Content(
                body,
                md5,
                attributes,
                attributesMd5,
                systemMd5,
                trace,
                group,
                Digest.sha256(body.getBytes(StandardCharsets.UTF_8)),
                size);
    }

    ObjectNode json() {
        var json = Json.object()
                .put("body", body)
                .put("md5", md5)
                .put("attributesMd5", attributesMd5)
                .put("trace", trace)
                .put("group", group)
                .put("deduplication", deduplication)
                .put("size", size);
        var all = json.putObject("attributes");
        attributes.forEach(
                (name, attribute) -> all.putArray(name).add(attribute.type()).add(attribute.value()));
        return json;
    }

    static Content of(JsonNode json) {
        Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
        json.path("attributes").propertyStream().forEach(field -> {
            var attribute = field.getValue();
            attributes.put(
                    field.getKey(),
                    new MessageAttribute(
                            attribute.path(0).asText(), attribute.path(1).asText()));
        });
        return new Content(
                json.path("body").asText(),
                json.path("md5").asText(),
                attributes,
                json.path("attributesMd5").textValue(),
                null,
                json.path("trace").textValue(),
                json.path("group").textValue(),
                json.path("deduplication").textValue(),
                json.path("size").asInt());
    }
}
