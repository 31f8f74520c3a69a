package dev.evenstep.engine.storage;

import java.nio.charset.StandardCharsets;

/** Texts, kept as UTF-8. */
public final class TextCodec implements Codec<String> {

    @Override
    public byte[] write(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String read(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int weight(String value) {
        return 2 * value.length();
    }
}
