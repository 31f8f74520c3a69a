package dev.evenstep.engine.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Maps of texts, as texts. */
final class Texts {

    private Texts() {}

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
}
