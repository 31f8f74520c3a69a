package dev.evenstep.kinesis.wire;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.evenstep.engine.protocol.JsonTrees;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * CBOR as the trees that JSON gives, as AWS's SDKs write and read it: bytes are bytes, and a moment, which is a decimal
 * number of seconds in JSON, is an integer of milliseconds with the tag 1.
 */
public final class CborTrees {

    private static final int TIMESTAMP = 1;
    private static final int MILLIS = 3;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final CBORFactory STREAMS = new CBORFactory();

    private CborTrees() {}

    /** @throws IOException where it is no CBOR, too deep, or nothing at all */
    public static JsonNode parse(byte[] cbor) throws IOException {
        try (var parser = STREAMS.createParser(cbor)) {
            parser.nextToken();
            var tree = read(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "more follows the value");
            }
            return tree;
        }
    }

    private static JsonNode read(CBORParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var object = JsonTrees.object();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var name = parser.currentName();
                    parser.nextToken();
                    object.set(name, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                var array = JsonTrees.array();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_EMBEDDED_OBJECT -> NODES.binaryNode(parser.getBinaryValue());
            case VALUE_NUMBER_INT ->
                parser.getCurrentTag() == TIMESTAMP
                        ? NODES.numberNode(BigDecimal.valueOf(parser.getLongValue(), MILLIS))
                        : NODES.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(BigDecimal.valueOf(parser.getDoubleValue()));
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            case null, default -> throw new JsonParseException(parser, "a value is missing");
        };
    }

    public static byte[] bytes(ObjectNode tree) {
        var cbor = new ByteArrayOutputStream();
        try (var generator = STREAMS.createGenerator(cbor)) {
            write(tree, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a tree can always be written
        }
        return cbor.toByteArray();
    }

    private static void write(JsonNode value, CBORGenerator generator) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject(value.size());
                for (var field : value.properties()) {
                    generator.writeFieldName(field.getKey());
                    write(field.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray(value, value.size());
                for (var element : value) {
                    write(element, generator);
                }
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(value.textValue());
            case NUMBER -> {
                if (value.isBigDecimal()) {
                    generator.writeTag(TIMESTAMP);
                    generator.writeNumber(
                            value.decimalValue().movePointRight(MILLIS).longValue());
                } else {
                    generator.writeNumber(value.longValue());
                }
            }
            case BOOLEAN -> generator.writeBoolean(value.booleanValue());
            case BINARY -> generator.writeBinary(value.binaryValue());
            case NULL, MISSING, POJO -> generator.writeNull();
        }
    }
}
