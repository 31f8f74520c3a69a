package dev.evenstep.aws.internal.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents' attributes in headers, as its protocol bindings have them in binary mode: {@code ce-} over HTTP (1.0.2, 3.1.3), {@code
 * ce_} over Kafka (1.0.2, 3.2.3), {@code cloudEvents_} or {@code cloudEvents:} over AMQP (1.0.2, 3.1.3).
 */
final class CloudEventHeaders {

    private static final List<String> PREFIXES = List.of("ce-", "ce_", "cloudevents_", "cloudevents:");

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCHED = "application/cloudevents-batch+json";

    private CloudEventHeaders() {}

    /**
     * The content as an envelope: itself where it is one, and else made of the headers where these have one.
     *
     * @param contentType of the transport
     */
    static RecordBody enveloped(Map<String, String> headers, @Nullable String contentType, RecordBody content) {
        if (isStructured(contentType)) {
            return content;
        }
        SortedMap<String, String> attributes = attributes(headers);
        if (!attributes.containsKey("specversion")) {
            return content;
        }
        if (contentType != null) {
            attributes.put("datacontenttype", contentType);
        }
        return new RecordBody(StructuredEvent.of(attributes, content), true);
    }

    static boolean isStructured(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(STRUCTURED);
    }

    static boolean isBatch(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(BATCHED);
    }

    private static SortedMap<String, String> attributes(Map<String, String> headers) {
        SortedMap<String, String> attributes = new TreeMap<>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            PREFIXES.stream()
                    .filter(lower::startsWith)
                    .findFirst()
                    .ifPresent(prefix -> attributes.put(lower.substring(prefix.length()), value));
        });
        return attributes;
    }

    /** HTTP's header values are percent-encoded (3.1.3.2); a value that cannot be decoded is itself. */
    static String percentDecoded(String value) {
        try {
            return value.indexOf('%') < 0
                    ? value
                    : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }
}
