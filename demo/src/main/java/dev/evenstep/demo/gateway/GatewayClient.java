package dev.evenstep.demo.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Asks a demo gateway, in this JVM or another, what it did, and tells it how to misbehave. */
public final class GatewayClient {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;
    private final Duration patience;

    /** A client that tells at once where nobody answers. */
    public GatewayClient(URI base) {
        this(base, Duration.ZERO);
    }

    /** @param patience how long it waits for a gateway that does not answer, and may come back meanwhile */
    public GatewayClient(URI base, Duration patience) {
        this.base = base;
        this.patience = patience;
    }

    /** Whether a demo gateway answers there. */
    public boolean answers() {
        try {
            return get("/ledger").has("charges");
        } catch (UncheckedIOException nobody) {
            return false;
        }
    }

    public void faults(long seed, int percent) {
        String body = json.createObjectNode()
                .put("seed", seed)
                .put("percent", percent)
                .toString();
        JsonNode unused =
                send(HttpRequest.newBuilder(base.resolve("/faults")).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Everything that was charged, each time that it was. */
    public List<Charge> charges() {
        List<Charge> charges = new ArrayList<>();
        for (JsonNode charge : get("/ledger").path("charges")) {
            charges.add(new Charge(
                    charge.path("reference").asText(),
                    charge.path("chargeId").asText(),
                    charge.path("amountCents").asLong()));
        }
        return charges;
    }

    /** One charge; the reference is the order's id. */
    public record Charge(String reference, String chargeId, long amountCents) {}

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    private JsonNode send(HttpRequest.Builder request) {
        Instant end = Instant.now().plus(patience);
        while (true) {
            try {
                return sendOnce(request);
            } catch (UncheckedIOException failure) {
                if (Thread.currentThread().isInterrupted() || !Instant.now().isBefore(end)) {
                    throw failure;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    private JsonNode sendOnce(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("The payment gateway at " + base + " answered " + response.statusCode());
            }
            return json.readTree(response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException("The payment gateway at " + base + " does not answer: " + failure, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(stopped));
        }
    }
}
