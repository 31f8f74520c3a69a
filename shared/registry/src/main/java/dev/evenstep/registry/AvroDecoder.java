package dev.evenstep.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.event.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Avro's binary encoding, read as its schema says and written as JSON at once, so that what a payload claims to have needs no room. A union's
 * value stands by itself, bytes are Base64, and {@link AvroLogicalTypes} are what they mean.
 */
final class AvroDecoder implements PayloadDecoder {

    private final Schema schema;

    private AvroDecoder(Schema schema) {
        this.schema = schema;
    }

    static AvroDecoder of(String id, RegisteredSchema registered) {
        try {
            Schema.Parser parser = new Schema.Parser();
            addReferences(parser, registered);
            return new AvroDecoder(parser.parse(registered.text()));
        } catch (RuntimeException broken) {
            throw PermanentFailure.because(
                    Reason.MALFORMED, "The registry's schema " + id + " is no schema of Avro", broken);
        }
    }

    private static void addReferences(Schema.Parser parser, RegisteredSchema registered) {
        for (RegisteredSchema reference : registered.references().values()) {
            addReferences(parser, reference);
            if (!isKnown(parser, reference)) {
                Schema unused = parser.parse(reference.text());
            }
        }
    }

    /** Two that refer to one bring it twice. */
    private static boolean isKnown(Schema.Parser parser, RegisteredSchema reference) {
        Schema.Parser alone = new Schema.Parser();
        addReferences(alone, reference);
        return parser.getTypes().containsKey(alone.parse(reference.text()).getFullName());
    }

    @Override
    public String json(WireFormat.Payload payload, Limits limits) {
        byte[] content = payload.content();
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(content, 0, content.length, null);
        try {
            String json = LimitedJson.of(limits, out -> new Reading(decoder, out).value(schema));
            if (!decoder.isEnd()) {
                throw WireFormat.malformed(payload.schemaId(), "there is something behind it");
            }
            return json;
        } catch (EOFException cut) {
            throw WireFormat.malformed(payload.schemaId(), "it ends too early");
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof PermanentFailure known) {
                throw known;
            }
            throw WireFormat.malformed(payload.schemaId(), broken.getClass().getSimpleName());
        }
    }

    private record Reading(BinaryDecoder in, LimitedJson out) {

        void value(Schema schema) throws IOException {
            JsonGenerator json = out.json();
            if (schema.getLogicalType() != null && AvroLogicalTypes.write(schema, this::simple, json)) {
                return;
            }
            switch (schema.getType()) {
                case NULL -> {
                    in.readNull();
                    json.writeNull();
                }
                case BOOLEAN -> json.writeBoolean(in.readBoolean());
                case INT -> json.writeNumber(in.readInt());
                case LONG -> json.writeNumber(in.readLong());
                case FLOAT -> json.writeNumber(in.readFloat());
                case DOUBLE -> json.writeNumber(in.readDouble());
                case STRING -> json.writeString(text());
                case BYTES -> json.writeBinary(bytes());
                case FIXED -> json.writeBinary(fixed(schema.getFixedSize()));
                case ENUM -> json.writeString(symbol(schema));
                case UNION -> value(branch(schema));
                case RECORD -> record(schema);
                case ARRAY -> array(schema.getElementType());
                case MAP -> map(schema.getValueType());
            }
            out.check();
        }

        /** What a logical type stands for: a number, or bytes, or a text. */
        private Object simple(Schema schema) throws IOException {
            return switch (schema.getType()) {
                case INT -> (long) in.readInt();
                case LONG -> in.readLong();
                case BYTES -> bytes();
                case FIXED -> fixed(schema.getFixedSize());
                default -> text();
            };
        }

        private void record(Schema schema) throws IOException {
            out.begin(JsonGenerator::writeStartObject);
            for (Schema.Field field : schema.getFields()) {
                out.json().writeFieldName(field.name());
                value(field.schema());
            }
            out.end(JsonGenerator::writeEndObject);
        }

        private void array(Schema elements) throws IOException {
            out.begin(JsonGenerator::writeStartArray);
            for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
                for (long i = 0; i < left; i++) {
                    value(elements);
                }
            }
            out.end(JsonGenerator::writeEndArray);
        }

        private void map(Schema values) throws IOException {
            out.begin(JsonGenerator::writeStartObject);
            for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
                for (long i = 0; i < left; i++) {
                    out.json().writeFieldName(text());
                    value(values);
                }
            }
            out.end(JsonGenerator::writeEndObject);
        }

        private String symbol(Schema schema) throws IOException {
            return schema.getEnumSymbols().get(in.readEnum());
        }

        private Schema branch(Schema union) throws IOException {
            return union.getTypes().get(in.readIndex());
        }

        private String text() throws IOException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        /** A length is believed only as far as there are bytes. */
        private byte[] bytes() throws IOException {
            long length = in.readLong();
            if (length < 0) {
                throw new IOException("a negative length");
            }
            if (length > in.inputStream().available()) {
                throw new EOFException();
            }
            return fixed((int) length);
        }

        private byte[] fixed(int length) throws IOException {
            if (length > in.inputStream().available()) {
                throw new EOFException();
            }
            byte[] bytes = new byte[length];
            in.readFixed(bytes);
            return bytes;
        }
    }
}
