package dev.evenstep.engine.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Texts as values, and maps as texts. */
final class Texts implements Codec<String> {

    static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** All entries that are left, as {@code key=value}. */
    static List<String> rest(Iterator<Map.Entry<byte[], String>> entries) {
        List<String> rest = new ArrayList<>();
        entries.forEachRemaining(
                entry -> rest.add(new String(entry.getKey(), StandardCharsets.UTF_8) + "=" + entry.getValue()));
        return rest;
    }

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
        return 40 + value.length();
    }
}
