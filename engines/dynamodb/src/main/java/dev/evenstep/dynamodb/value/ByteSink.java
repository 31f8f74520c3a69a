package dev.evenstep.dynamodb.value;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes as they are gathered: sizes in seven bits a byte, texts and bytes behind their size. */
final class ByteSink {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    ByteSink tag(char tag) {
        out.write(tag);
        return this;
    }

    ByteSink size(int size) {
        int rest = size;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return this;
    }

    void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] bytes) {
        size(bytes.length);
        out.writeBytes(bytes);
    }

    byte[] toArray() {
        return out.toByteArray();
    }

    static int size(ByteBuffer in) {
        int size = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            size |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return size;
    }

    static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[size(in)];
        in.get(bytes);
        return bytes;
    }
}
