package dev.evenstep.sqs.message;

import dev.evenstep.engine.storage.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages as bytes. */
public final class MessageCodec implements Codec<Message> {

    private static final int OVERHEAD = 200;
    private static final int NONE = -1;

    @Override
    public byte[] write(Message message) {
        var bytes = new ByteArrayOutputStream(OVERHEAD + message.content().size());
        try (var out = new DataOutputStream(bytes)) {
            put(out, message.id());
            out.writeLong(message.sent());
            out.writeLong(message.enqueued());
            out.writeLong(message.from());
            put(out, message.source());
            out.writeInt(message.receives());
            out.writeLong(message.firstReceived());
            put(out, message.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory
        }
        return bytes.toByteArray();
    }

    private static void put(DataOutputStream out, Content content) throws IOException {
        put(out, content.body());
        put(out, content.md5());
        out.writeInt(content.attributes().size());
        for (var attribute : content.attributes().entrySet()) {
            put(out, attribute.getKey());
            put(out, attribute.getValue().type());
            put(out, attribute.getValue().value());
        }
        put(out, content.attributesMd5());
        put(out, content.systemMd5());
        put(out, content.trace());
        put(out, content.group());
        put(out, content.deduplication());
        out.writeInt(content.size());
    }

    private static void put(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(NONE);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    @Override
    public Message read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var id = text(in);
            long sent = in.readLong();
            long enqueued = in.readLong();
            long from = in.readLong();
            var source = optional(in);
            int receives = in.readInt();
            long firstReceived = in.readLong();
            return new Message(id, content(in), sent, enqueued, from, source, receives, firstReceived);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // written above
        }
    }

    private static Content content(DataInputStream in) throws IOException {
        var body = text(in);
        var md5 = text(in);
        int count = in.readInt();
        Map<String, MessageAttribute> attributes = count == 0 ? Map.of() : new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            attributes.put(text(in), new MessageAttribute(text(in), text(in)));
        }
        return new Content(
                body,
                md5,
                attributes,
                optional(in),
                optional(in),
                optional(in),
                optional(in),
                optional(in),
                in.readInt());
    }

    private static String text(DataInputStream in) throws IOException {
        return read(in, in.readInt());
    }

    private static @Nullable String optional(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NONE ? null : read(in, length);
    }

    private static String read(DataInputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public int weight(Message message) {
        return OVERHEAD + message.content().size();
    }
}
