package dev.evenstep.demo.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an order stands, as the shop shows it.
 *
 * @param reason why it was cancelled; null: it was not
 */
public record OrderShown(
        String customerId,
        long totalCents,
        String currency,
        String status,
        Instant placed,
        Instant changed,
        @Nullable String reason) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalStateException where it is none */
    public static OrderShown read(String text) {
        try {
            JsonNode view = JSON.readTree(text);
            return new OrderShown(
                    view.path("customerId").asText(),
                    view.path("totalCents").asLong(),
                    view.path("currency").asText(),
                    view.path("status").asText(),
                    Instant.parse(view.path("placed").asText()),
                    Instant.parse(view.path("changed").asText()),
                    view.path("reason").textValue());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A view of an order is no JSON", broken);
        }
    }

    /** Whether it has come to its end. */
    public boolean isFinal() {
        return status.equals("CONFIRMED") || status.equals("CANCELLED");
    }
}
