package dev.evenstep.registry;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** How a payload names its schema. */
enum WireFormat {

    /** "Wire format" (Confluent's Schema Registry documentation, "Formats, Serializers, and Deserializers"). */
    CONFLUENT {
        @Override
        @Nullable
        Payload read(byte[] bytes, int most) {
            return bytes.length < 5 || bytes[0] != 0
                    ? null
                    : new Payload(
                            Integer.toUnsignedString(
                                    ByteBuffer.wrap(bytes, 1, 4).getInt()),
                            from(bytes, 5));
        }
    },

    /** As AWS Glue Schema Registry's open-source serializers write it: 3, 0 or 5 (zlib), 16 bytes of a UUID. */
    GLUE {
        @Override
        @Nullable
        Payload read(byte[] bytes, int most) {
            if (bytes.length < 18 || bytes[0] != 3 || (bytes[1] != 0 && bytes[1] != 5)) {
                return null;
            }
            ByteBuffer id = ByteBuffer.wrap(bytes, 2, 16);
            String schema = new UUID(id.getLong(), id.getLong()).toString();
            byte[] content = from(bytes, 18);
            return new Payload(schema, bytes[1] == 0 ? content : inflated(schema, content, most));
        }
    };

    /** What is behind the id, which is digits or a UUID; not compressed. */
    static final class Payload {

        private final String schemaId;
        private final byte[] content;

        Payload(String schemaId, byte[] content) {
            this.schemaId = schemaId;
            this.content = content;
        }

        String schemaId() {
            return schemaId;
        }

        byte[] content() {
            return content;
        }
    }

    /**
     * @param most bytes that a compressed payload may have
     * @return null where the bytes are not in this format
     */
    abstract @Nullable Payload read(byte[] bytes, int most);

    private static byte[] from(byte[] bytes, int offset) {
        return Arrays.copyOfRange(bytes, offset, bytes.length);
    }

    private static byte[] inflated(String schema, byte[] content, int most) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content);
            byte[] room = new byte[most + 1];
            int length = 0;
            while (!inflater.finished() && length < room.length) {
                int read = inflater.inflate(room, length, room.length - length);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw malformed(schema, "its compressed content is cut");
                }
                length += read;
            }
            if (length > most) {
                throw new PermanentFailure(
                        Reason.TOO_LARGE,
                        "The payload of schema %s has more than %,d bytes when it is inflated".formatted(schema, most));
            }
            return Arrays.copyOf(room, length);
        } catch (DataFormatException broken) {
            throw malformed(schema, "its content is not compressed as it says");
        } finally {
            inflater.end();
        }
    }

    static PermanentFailure malformed(String schema, String why) {
        return new PermanentFailure(
                Reason.MALFORMED, "The payload of schema %s cannot be read: %s".formatted(schema, why));
    }
}
