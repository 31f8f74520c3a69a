package dev.evenstep.registry;

import dev.evenstep.spi.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Payloads as serializers write them. */
final class Payloads {

    static final UUID GLUE_ID = UUID.fromString("b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63");

    private Payloads() {}

    static byte[] confluent(int id, byte[] content) {
        return ByteBuffer.allocate(5 + content.length)
                .put((byte) 0)
                .putInt(id)
                .put(content)
                .array();
    }

    static byte[] glue(boolean isCompressed, byte[] content) {
        byte[] written = isCompressed ? deflated(content) : content;
        return ByteBuffer.allocate(18 + written.length)
                .put((byte) 3)
                .put((byte) (isCompressed ? 5 : 0))
                .putLong(GLUE_ID.getMostSignificantBits())
                .putLong(GLUE_ID.getLeastSignificantBits())
                .put(written)
                .array();
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] room = new byte[content.length + 64];
        int length = deflater.deflate(room);
        deflater.end();
        return Arrays.copyOf(room, length);
    }

    static byte[] avro(Schema schema, Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema).write(value, encoder);
            encoder.flush();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** As a source has what is no text. */
    static Delivery delivery(byte[] bytes) {
        return new Delivery(
                "orders-0@7",
                Base64.getEncoder().encodeToString(bytes),
                null,
                1,
                null,
                Map.of(Delivery.ENCODING, new Delivery.Attribute(Delivery.SYSTEM, Delivery.BASE64)));
    }

    static SchemaRegistry registry(RegisteredSchema.Format format, String text) {
        return id -> new RegisteredSchema(format, text);
    }
}
