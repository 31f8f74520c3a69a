package dev.evenstep.shop.chargepayment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Over HTTP: {@code POST /charges} and {@code POST /cancellations}, each with the charge's {@code Idempotency-Key}. */
final class HttpPaymentGateway implements PaymentGateway {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    private static final int CONCURRENCY = 10;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI charges;
    private final URI cancellations;
    private final Duration patience;
    private final int concurrency;

    /**
     * @param patience how long an answer may take
     * @param concurrency most charges at once, of this instance
     */
    HttpPaymentGateway(URI base, Duration patience, int concurrency) {
        this.patience = patience;
        this.concurrency = concurrency;
        String root = base.toString().replaceFirst("/$", "");
        this.charges = URI.create(root + "/charges");
        this.cancellations = URI.create(root + "/cancellations");
    }

    static HttpPaymentGateway from(Map<String, String> environment) {
        String concurrency = "PAYMENT_GATEWAY_CONCURRENCY";
        return new HttpPaymentGateway(
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

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public Answer charge(String key, long amountCents, String currency) throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode()
                .put("reference", key)
                .put("amountCents", amountCents)
                .put("currency", currency);
        HttpResponse<String> response = post(charges, key, body);
        return switch (response.statusCode()) {
            case 200, 201 -> new Answer.Charged(text(response, "chargeId"));
            case 402 -> new Answer.Declined(text(response, "code"), text(response, "message"));
            default -> throw new IOException("The payment gateway answered " + response.statusCode());
        };
    }

    @Override
    public Cancelled cancel(String key) throws IOException, InterruptedException {
        HttpResponse<String> response = post(cancellations, key, json.createObjectNode());
        if (response.statusCode() != 200) {
            throw new IOException("The payment gateway answered " + response.statusCode());
        }
        return new Cancelled(
                field(response, "refundedCents", JsonNodeType.NUMBER).longValue());
    }

    private HttpResponse<String> post(URI to, String key, ObjectNode body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(to)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String text(HttpResponse<String> response, String name) throws IOException {
        return field(response, name, JsonNodeType.STRING).textValue();
    }

    private JsonNode field(HttpResponse<String> response, String name, JsonNodeType type) throws IOException {
        JsonNode value = json.readTree(response.body()).path(name);
        if (value.getNodeType() != type) {
            throw new IOException("The payment gateway's answer " + response.statusCode() + " has no " + name);
        }
        return value;
    }
}
