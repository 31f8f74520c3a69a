package dev.evenstep.aws.internal.source;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, whichever payload format it came in.
 *
 * @param id Lambda's or the gateway's
 * @param headers by names in lower case, decoded
 */
record HttpRequest(
        String id,
        String method,
        Map<String, String> headers,
        @Nullable String body,
        boolean isBase64) {

    /** @param headers as they came */
    static HttpRequest of(
            @Nullable String id,
            @Nullable String method,
            @Nullable Map<String, String> headers,
            @Nullable String body,
            boolean isBase64) {
        Map<String, String> lower = new HashMap<>();
        if (headers != null) {
            headers.forEach((name, value) ->
                    lower.put(name.toLowerCase(Locale.ROOT), CloudEventHeaders.percentDecoded(String.valueOf(value))));
        }
        return new HttpRequest(id == null ? "request" : id, method == null ? "POST" : method, lower, body, isBase64);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** The handshake of webhooks: "HTTP 1.1 Web Hooks for Event Delivery" (CloudEvents), 4. */
    boolean asksForConsent() {
        return method.equals("OPTIONS");
    }
}
