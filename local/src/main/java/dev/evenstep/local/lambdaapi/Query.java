package dev.evenstep.local.lambdaapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.Page;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
    }

    /** One page of a list under its name, with {@code NextMarker} where there is more. */
    <T> ObjectNode page(List<T> all, int usual, String name, Function<T, JsonNode> json) {
        Page<T> page;
        try {
            page = Page.of(
                    all,
                    text("MaxItems")
                            .map(Query::maxItems)
                            .map(most -> Math.min(most, usual))
                            .orElse(usual),
                    text("Marker"));
        } catch (AwsException e) {
            throw LambdaService.invalid("Invalid Marker or MaxItems: " + e.getMessage());
        }
        return page.answer(name, json, "NextMarker");
    }

    private static int maxItems(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_ITEMS) {
            throw LambdaService.invalid("MaxItems must be from 1 to " + MOST_ITEMS + ", was " + text);
        }
        return Integer.parseInt(text);
    }
}
