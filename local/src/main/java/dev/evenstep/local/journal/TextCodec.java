package dev.evenstep.local.journal;

import dev.evenstep.engine.storage.Codec;
import java.nio.charset.StandardCharsets;

final class TextCodec implements Codec<String> {

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
