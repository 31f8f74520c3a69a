package dev.evenstep.local.lambdaapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark, and the pages that they ask for. */
record Query(Map<String, String> parameters) {

    private static final int MOST_ITEMS = 10_000;

    static Query of(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new Query(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Nullable
    String text(String name) {
        return parameters.get(name);
    }

    /** Puts one page of a list into an answer, with {@code NextMarker} where there is more. */
    <T> void page(List<T> all, int usual, ObjectNode answer, String name, Function<T, JsonNode> json) {
        int from = marker(all.size());
        int to = Math.min(all.size(), from + maxItems(usual));
        ArrayNode page = answer.putArray(name);
        all.subList(from, to).forEach(item -> page.add(json.apply(item)));
        if (to < all.size()) {
            answer.put("NextMarker", Integer.toString(to));
        }
    }

    private int maxItems(int usual) {
        String text = text("MaxItems");
        if (text == null) {
            return usual;
        }
        int items = number(text);
        if (items < 1 || items > MOST_ITEMS) {
            throw Answers.invalid("MaxItems must be from 1 to " + MOST_ITEMS + ", was " + text);
        }
        return Math.min(items, usual);
    }

    private int marker(int size) {
        String text = text("Marker");
        if (text == null || text.isEmpty()) {
            return 0;
        }
        int marker = number(text);
        if (marker < 0 || marker > size) {
            throw Answers.invalid("Invalid Marker: " + text);
        }
        return marker;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
