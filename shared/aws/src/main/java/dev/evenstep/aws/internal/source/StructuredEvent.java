package dev.evenstep.aws.internal.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents' structured form (JSON event format 1.0.2) of what a source has apart: attributes in headers, and a content. Data that
 * is JSON stands in it as it came, so that no number changes; what is none is a text, or {@code data_base64}, which the envelope then
 * refuses by name.
 */
final class StructuredEvent {

    private static final JsonFactory JSON = new JsonFactory();

    /** Attributes that are numbers in JSON, whereas headers have text only. */
    private static final Set<String> NUMBERS = Set.of("schemaversion", "entityversion");

    /** Members of the format, which no attribute may stand in for. */
    private static final Set<String> MEMBERS = Set.of("data", "data_base64");

    private StructuredEvent() {}

    /** @param attributes by CloudEvents' names */
    static String of(Map<String, String> attributes, RecordBody data) {
        return write(json -> {
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                if (!MEMBERS.contains(attribute.getKey())) {
                    write(json, attribute.getKey(), attribute.getValue());
                }
            }
            if (!data.isText()) {
                json.writeStringField("data_base64", data.text());
            } else if (isJson(attributes.get("datacontenttype")) && isOneValue(data.text())) {
                json.writeFieldName("data");
                json.writeRawValue(data.text());
            } else if (!data.text().isEmpty()) {
                json.writeStringField("data", data.text());
            }
        });
    }

    private static void write(JsonGenerator json, String name, String value) throws IOException {
        json.writeFieldName(name);
        if (NUMBERS.contains(name) && value.matches("[1-9][0-9]{0,9}")) {
            json.writeNumber(value);
        } else {
            json.writeString(value);
        }
    }

    /** CloudEvents takes an absent content type for JSON. */
    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("application/json") || type.startsWith("text/json");
    }

    /** One, and nothing behind it: what comes from outside must not write attributes of the envelope. */
    private static boolean isOneValue(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == null) {
                return false;
            }
            json.skipChildren();
            return json.nextToken() == null;
        } catch (IOException noJson) {
            return false;
        }
    }

    /** A JSON object. */
    static String write(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return text.toString();
    }

    @FunctionalInterface
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }
}
