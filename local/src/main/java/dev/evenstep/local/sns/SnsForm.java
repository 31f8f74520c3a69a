package dev.evenstep.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.JsonTrees;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of AWS's Query protocol, or an element of a list in it. */
record SnsForm(Map<String, String> fields) {

    static SnsForm of(AwsRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        var form = request.query() + "&" + new String(request.body(), StandardCharsets.UTF_8);
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new SnsForm(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }

    @Nullable
    String text(String name) {
        return fields.get(name);
    }

    String text(String name, String otherwise) {
        return fields.getOrDefault(name, otherwise);
    }

    /** @throws AwsException {@code InvalidParameter} where it is missing */
    String required(String name) {
        var text = text(name);
        if (text == null || text.isEmpty()) {
            throw SnsErrors.invalid(name);
        }
        return text;
    }

    /** The elements of a list, such as those of {@code Tags.member.1.Key} for {@code Tags.member}. */
    List<SnsForm> list(String prefix) {
        List<SnsForm> elements = new ArrayList<>();
        for (var element = within(prefix + ".1."); !element.isEmpty(); ) {
            elements.add(new SnsForm(element));
            element = within(prefix + "." + (elements.size() + 1) + ".");
        }
        return elements;
    }

    private Map<String, String> within(String prefix) {
        Map<String, String> within = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                within.put(name.substring(prefix.length()), value);
            }
        });
        return within;
    }

    /** A map, such as {@code Attributes.entry.1.key}. */
    Map<String, String> entries(String name) {
        Map<String, String> entries = new LinkedHashMap<>();
        list(name + ".entry").forEach(entry -> entries.put(entry.text("key", ""), entry.text("value", "")));
        return entries;
    }

    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        list("Tags.member").forEach(tag -> tags.put(tag.text("Key", ""), tag.text("Value", "")));
        return tags;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; fields.containsKey(name + ".member." + i); i++) {
            texts.add(fields.getOrDefault(name + ".member." + i, ""));
        }
        return texts;
    }

    /** Message attributes as SQS's API has them. */
    ObjectNode messageAttributes() {
        var attributes = JsonTrees.object();
        for (SnsForm entry : list("MessageAttributes.entry")) {
            var name = entry.required("Name");
            var type = entry.text("Value.DataType", "");
            if (!type.matches("(String|Number|Binary)(\\..+)?")) {
                throw new AwsException(
                        400,
                        "ParameterValueInvalid",
                        "The message attribute '%s' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String."
                                .formatted(name));
            }
            var attribute = attributes.putObject(name).put("DataType", type);
            var value = type.startsWith("Binary") ? "BinaryValue" : "StringValue";
            attribute.put(value, entry.text("Value." + value, ""));
        }
        return attributes;
    }
}
