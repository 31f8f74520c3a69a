package dev.evenstep.engine.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * JSON as trees: numbers keep their digits, what follows the value is an error, and depth is limited. Without Jackson's
 * mapper, whose start takes longer than that of all else here.
 */
public final class JsonTrees {

    /** Deeper JSON is refused. EventBridge's own limit, the highest of those here (API reference of PutEvents). */
    public static final int DEEPEST = 1100;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory STREAMS = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE) // what was read can be written, also within something else
                    .build())
            .build();

    private JsonTrees() {}

    /** @throws JsonProcessingException where it is no JSON, too deep, or nothing at all */
    public static JsonNode parse(String text) throws JsonProcessingException {
        try (var parser = STREAMS.createParser(text)) {
            return all(parser);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text can always be read
        }
    }

    /** @throws IOException where it is no JSON, too deep, or nothing at all */
    public static JsonNode parse(byte[] utf8) throws IOException {
        try (var parser = STREAMS.createParser(utf8)) {
            return all(parser);
        }
    }

    private static JsonNode all(JsonParser parser) throws IOException {
        parser.nextToken();
        var tree = read(parser);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "more follows the value");
        }
        return tree;
    }

    /** The value whose first token is the current one. */
    private static JsonNode read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var object = object();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var name = parser.currentName();
                    parser.nextToken();
                    object.set(name, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                var array = array();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            case null, default -> throw new JsonParseException(parser, "a value is missing");
        };
    }

    /** Compact, in the order of the fields. */
    public static String write(JsonNode tree) {
        var text = new StringWriter();
        try (var generator = STREAMS.createGenerator(text)) {
            write(tree, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a tree can always be written
        }
        return text.toString();
    }

    public static byte[] bytes(JsonNode tree) {
        var utf8 = new ByteArrayOutputStream();
        try (var generator = STREAMS.createGenerator(utf8)) {
            write(tree, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a tree can always be written
        }
        return utf8.toByteArray();
    }

    private static void write(JsonNode value, JsonGenerator generator) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject();
                for (var field : value.properties()) {
                    generator.writeFieldName(field.getKey());
                    write(field.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                for (var element : value) {
                    write(element, generator);
                }
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(value.textValue());
            case NUMBER -> generator.writeNumber(value.numberValue().toString());
            case BOOLEAN -> generator.writeBoolean(value.booleanValue());
            case BINARY -> generator.writeBinary(value.binaryValue());
            case NULL, MISSING, POJO -> generator.writeNull();
        }
    }

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static ArrayNode array() {
        return NODES.arrayNode();
    }
}
