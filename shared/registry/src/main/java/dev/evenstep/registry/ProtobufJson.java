package dev.evenstep.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Messages as "ProtoJSON Format" (Protocol Buffers documentation) has them, but for whole numbers of 64 bits, which are numbers here, and for
 * {@code Any}, which is its type and its bytes. Fields that always have a value are there though it is the default.
 */
record ProtobufJson(LimitedJson out) {

    private static final Set<String> WRAPPERS = Set.of(
            "DoubleValue",
            "FloatValue",
            "Int64Value",
            "UInt64Value",
            "Int32Value",
            "UInt32Value",
            "BoolValue",
            "StringValue",
            "BytesValue");

    private static final String GOOGLE = "google.protobuf.";

    void message(Message message) throws IOException {
        String type = message.getDescriptorForType().getFullName();
        if (!type.startsWith(GOOGLE) || !isWellKnown(type.substring(GOOGLE.length()), message)) {
            object(message);
        }
        out.check();
    }

    private void object(Message message) throws IOException {
        out.begin(JsonGenerator::writeStartObject);
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (!field.hasPresence() || message.hasField(field)) {
                out.json().writeFieldName(field.getJsonName());
                field(message, field);
            }
        }
        out.end(JsonGenerator::writeEndObject);
    }

    private void field(Message message, FieldDescriptor field) throws IOException {
        if (!field.isRepeated()) {
            value(field, message.getField(field));
            return;
        }
        int count = message.getRepeatedFieldCount(field);
        out.begin(field.isMapField() ? JsonGenerator::writeStartObject : JsonGenerator::writeStartArray);
        for (int i = 0; i < count; i++) {
            Object element = message.getRepeatedField(field, i);
            if (field.isMapField()) {
                entry((Message) element);
            } else {
                value(field, element);
            }
        }
        out.end(field.isMapField() ? JsonGenerator::writeEndObject : JsonGenerator::writeEndArray);
    }

    private void entry(Message entry) throws IOException {
        FieldDescriptor key = entry.getDescriptorForType().findFieldByNumber(1);
        FieldDescriptor value = entry.getDescriptorForType().findFieldByNumber(2);
        out.json().writeFieldName(key(key, entry.getField(key)));
        value(value, entry.getField(value));
    }

    private static String key(FieldDescriptor field, Object key) {
        return switch (key) {
            case Integer number when isUnsigned(field) -> Integer.toUnsignedString(number);
            case Long number when isUnsigned(field) -> Long.toUnsignedString(number);
            default -> key.toString();
        };
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, FIXED32, UINT64, FIXED64 -> true;
            default -> false;
        };
    }

    private void value(FieldDescriptor field, Object value) throws IOException {
        JsonGenerator json = out.json();
        switch (value) {
            case Integer number when isUnsigned(field) -> json.writeNumber(Integer.toUnsignedLong(number));
            case Integer number -> json.writeNumber(number);
            case Long number when isUnsigned(field) -> json.writeNumber(Long.toUnsignedString(number));
            case Long number -> json.writeNumber(number);
            case Float number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case String text -> json.writeString(text);
            case ByteString bytes -> json.writeBinary(bytes.toByteArray());
            case EnumValueDescriptor symbol -> symbol(symbol);
            case Message message -> message(message);
            default -> throw new IOException("a value of " + value.getClass().getName());
        }
        out.check();
    }

    /** One that the schema does not have is its number. */
    private void symbol(EnumValueDescriptor symbol) throws IOException {
        if (symbol.getType().getFullName().equals("google.protobuf.NullValue")) {
            out.json().writeNull();
        } else if (symbol.getIndex() < 0) {
            out.json().writeNumber(symbol.getNumber());
        } else {
            out.json().writeString(symbol.getName());
        }
    }

    private boolean isWellKnown(String type, Message message) throws IOException {
        switch (type) {
            case "Timestamp" ->
                out.json()
                        .writeString(Instant.ofEpochSecond(number(message, 1), number(message, 2))
                                .toString());
            case "Duration" ->
                out.json().writeString(seconds(Duration.ofSeconds(number(message, 1), number(message, 2))));
            case "FieldMask" -> out.json().writeString(paths(message));
            case "Struct", "ListValue" ->
                field(message, message.getDescriptorForType().findFieldByNumber(1));
            case "Value" -> oneOf(message);
            default -> {
                if (!WRAPPERS.contains(type)) {
                    return false;
                }
                FieldDescriptor value = message.getDescriptorForType().findFieldByNumber(1);
                value(value, message.getField(value));
            }
        }
        return true;
    }

    private static long number(Message message, int field) {
        return ((Number) message.getField(message.getDescriptorForType().findFieldByNumber(field))).longValue();
    }

    private static String seconds(Duration duration) {
        String whole = BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
        return whole + "s";
    }

    private static String paths(Message message) {
        FieldDescriptor paths = message.getDescriptorForType().findFieldByNumber(1);
        return ((List<?>) message.getField(paths)).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private void oneOf(Message message) throws IOException {
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            value(field, message.getField(field));
            return;
        }
        out.json().writeNull();
    }
}
