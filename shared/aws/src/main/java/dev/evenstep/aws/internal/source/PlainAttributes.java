package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stream's attribute values as the JSON that they stand for: numbers with all their digits, sets as arrays, bytes as Base64. */
final class PlainAttributes {

    private PlainAttributes() {}

    static void write(JsonGenerator json, Map<String, AttributeValue> image) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, AttributeValue> attribute : new TreeMap<>(image).entrySet()) {
            json.writeFieldName(attribute.getKey());
            write(json, attribute.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, AttributeValue value) throws IOException {
        if (value.getS() != null) {
            json.writeString(value.getS());
        } else if (value.getN() != null) {
            json.writeNumber(value.getN());
        } else if (value.getBOOL() != null) {
            json.writeBoolean(value.getBOOL());
        } else if (value.getB() != null) {
            json.writeString(RecordBody.base64(value.getB()));
        } else if (value.getM() != null) {
            write(json, value.getM());
        } else if (value.getL() != null) {
            writeAll(json, value.getL());
        } else {
            writeSet(json, value);
        }
    }

    private static void writeAll(JsonGenerator json, List<AttributeValue> values) throws IOException {
        json.writeStartArray();
        for (AttributeValue value : values) {
            write(json, value);
        }
        json.writeEndArray();
    }

    private static void writeSet(JsonGenerator json, AttributeValue value) throws IOException {
        if (value.getSS() != null) {
            writeAll(
                    json,
                    value.getSS().stream()
                            .map(text -> new AttributeValue().withS(text))
                            .toList());
        } else if (value.getNS() != null) {
            writeAll(
                    json,
                    value.getNS().stream()
                            .map(number -> new AttributeValue().withN(number))
                            .toList());
        } else if (value.getBS() != null) {
            writeAll(
                    json,
                    value.getBS().stream()
                            .map(bytes -> new AttributeValue().withB(bytes))
                            .toList());
        } else {
            json.writeNull();
        }
    }
}
