package dev.evenstep.engine.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a long list, and the token with which a client asks for the next part.
 *
 * @param next empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {

    private static final String PREFIX = "from:";

    /**
     * @param limit most items of a page
     * @param token null or as {@link #next} gave it
     * @throws AwsException {@code ValidationException} for a token that was never given
     */
    public static <T> Page<T> of(List<T> all, int limit, Optional<String> token) {
        int from = Math.min(token.map(Page::read).orElse(0), all.size());
        int to = Math.min(all.size(), from + limit);
        return new Page<>(all.subList(from, to), to < all.size() ? Optional.of(write(to)) : Optional.empty());
    }

    /** An answer of the page's items as a list of that name and, where there is more, the token under its name. */
    public ObjectNode answer(String list, Function<T, JsonNode> json, String token) {
        var answer = JsonTrees.object();
        var array = answer.putArray(list);
        items.forEach(item -> array.add(json.apply(item)));
        addToken(answer, token);
        return answer;
    }

    /** Adds the token, where there is one, under a name. */
    public void addToken(ObjectNode answer, String name) {
        next.ifPresent(token -> answer.put(name, token));
    }

    private static String write(int position) {
        var text = PREFIX + position;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static int read(String token) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            if (text.startsWith(PREFIX)) {
                return Integer.parseUnsignedInt(text, PREFIX.length(), text.length(), 10);
            }
        } catch (IllegalArgumentException e) {
            // told below, as any other token that we never gave
        }
        throw new AwsException(400, "ValidationException", "The specified nextToken is invalid.");
    }
}
