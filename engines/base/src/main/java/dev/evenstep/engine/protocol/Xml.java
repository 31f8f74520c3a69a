package dev.evenstep.engine.protocol;

import java.nio.charset.StandardCharsets;

/** XML as far as answers of the Query protocol need it. */
public final class Xml {

    private Xml() {}

    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    public static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
