package dev.evenstep.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.MessageAttribute;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.StringMessageAttribute;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Message attributes and queue tags as one JSON text each, for the store. */
final class AttributesJson {

    private AttributesJson() {}

    static String write(scala.collection.immutable.Map<String, MessageAttribute> attributes) {
        ObjectNode all = Json.object();
        CollectionConverters.asJava(attributes).forEach((name, attribute) -> {
            ObjectNode one = all.putObject(name);
            one.put("type", attribute.primaryDataType());
            one.put("value", text(attribute));
            if (attribute.customType().isDefined()) {
                one.put("label", attribute.customType().get());
            }
        });
        return Json.write(all);
    }

    private static String text(MessageAttribute attribute) {
        return switch (attribute) {
            case StringMessageAttribute string -> string.stringValue();
            case NumberMessageAttribute number -> number.stringValue();
            case BinaryMessageAttribute binary -> binary.asBase64();
            default -> throw new IllegalArgumentException("Unknown kind of message attribute: " + attribute);
        };
    }

    static scala.collection.immutable.Map<String, MessageAttribute> read(String json) {
        Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
        parse(json).properties().forEach(entry -> attributes.put(entry.getKey(), attribute(entry.getValue())));
        return immutable(attributes);
    }

    private static MessageAttribute attribute(JsonNode stored) {
        var value = stored.get("value").textValue();
        Option<String> label = Option.apply(stored.path("label").textValue());
        return switch (stored.get("type").textValue()) {
            case "Number" -> new NumberMessageAttribute(value, label);
            case "Binary" -> BinaryMessageAttribute.fromBase64(value, label);
            default -> new StringMessageAttribute(value, label);
        };
    }

    static String writeTags(scala.collection.immutable.Map<String, String> tags) {
        ObjectNode all = Json.object();
        CollectionConverters.asJava(tags).forEach(all::put);
        return Json.write(all);
    }

    static scala.collection.immutable.Map<String, String> readTags(String json) {
        Map<String, String> tags = new LinkedHashMap<>();
        parse(json)
                .properties()
                .forEach(entry -> tags.put(entry.getKey(), entry.getValue().asText()));
        return immutable(tags);
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // written above
        }
    }

    private static <T> scala.collection.immutable.Map<String, T> immutable(Map<String, T> map) {
        return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(map));
    }
}
