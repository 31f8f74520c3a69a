package dev.evenstep.internal.store;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * Keys of several parts as one text, joined by {@code #}. A {@code #} within a part stands as {@code %23} and a {@code
 * %} as {@code %25}, so that different keys have different texts.
 */
final class KeyText {

    private KeyText() {}

    static String of(String... parts) {
        StringJoiner text = new StringJoiner("#");
        for (String part : parts) {
            text.add(part.replace("%", "%25").replace("#", "%23"));
        }
        return text.toString();
    }

    static List<String> parts(String text) {
        return Arrays.stream(text.split("#", -1))
                .map(part -> part.replace("%23", "#").replace("%25", "%"))
                .toList();
    }
}
