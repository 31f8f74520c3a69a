package dev.evenstep.shop.chargepayment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The payment gateway: {@code POST /charges} with an {@code Idempotency-Key}. */
final class PaymentGateway {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    private static final int CONCURRENCY = 10;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI charges;
    private final Duration patience;
    private final int concurrency;

    /**
     * @param patience how long an answer may take
     * @param concurrency most charges at once, of this instance
     */
    PaymentGateway(URI base, Duration patience, int concurrency) {
        this.patience = patience;
        this.concurrency = concurrency;
        this.charges = URI.create(base.toString().replaceFirst("/$", "") + "/charges");
    }

    static PaymentGateway from(Map<String, String> environment) {
        String concurrency = "PAYMENT_GATEWAY_CONCURRENCY";
        return new PaymentGateway(
                URI.create(required(environment, "PAYMENT_GATEWAY_URL", "the gateway's base URL")),
                Duration.ofMillis(count(
                        environment,
                        "PAYMENT_GATEWAY_TIMEOUT_MILLIS",
                        "how long the gateway may take to answer, in milliseconds")),
                environment.containsKey(concurrency)
                        ? count(environment, concurrency, "how many charges an instance asks for at once")
                        : CONCURRENCY);
    }

    private static int count(Map<String, String> environment, String name, String what) {
        String value = required(environment, name, what);
        try {
            return Math.max(1, Integer.parseInt(value));
        } catch (NumberFormatException noNumber) {
            throw new IllegalStateException(
                    "The environment variable " + name + " is \"" + value + "\": set it to " + what, noNumber);
        }
    }

    private static String required(Map<String, String> environment, String name, String what) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The environment variable " + name + " is missing: set it to " + what);
        }
        return value;
    }

    /** Most charges at once, of this instance. */
    int concurrency() {
        return concurrency;
    }

    /** @throws IOException when it is not known whether the gateway charged: ask again with the same key */
    Answer charge(String key, StockReserved order) throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode()
                .put("reference", order.orderId())
                .put("amountCents", order.totalCents())
                .put("currency", order.currency());
        HttpRequest request = HttpRequest.newBuilder(charges)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200, 201 -> new Answer.Charged(text(response, "chargeId"));
            case 402 -> new Answer.Declined(text(response, "code"), text(response, "message"));
            default -> throw new IOException("The payment gateway answered " + response.statusCode());
        };
    }

    private String text(HttpResponse<String> response, String name) throws IOException {
        JsonNode value = json.readTree(response.body()).path(name);
        if (!value.isTextual()) {
            throw new IOException("The payment gateway's answer " + response.statusCode() + " has no " + name);
        }
        return value.textValue();
    }

    /** What the gateway decided, for good. It is kept as JSON: a name never changes. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Answer.Charged.class, name = "charged"),
        @JsonSubTypes.Type(value = Answer.Declined.class, name = "declined")
    })
    sealed interface Answer {

        record Charged(String chargeId) implements Answer {}

        record Declined(String code, String message) implements Answer {}
    }
}
