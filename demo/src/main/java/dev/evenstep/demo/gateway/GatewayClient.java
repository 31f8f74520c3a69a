package dev.evenstep.demo.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
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

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;

    public GatewayClient(URI base) {
        this.base = base;
    }

    /** Whether a demo gateway answers there, now. */
    public boolean answers() {
        try {
            return once(ledger()).has("charges");
        } catch (IOException nobody) {
            return false;
        }
    }

    /**
     * @param percent of first and second requests that go wrong
     * @param outageAfter so many more charges
     * @param outage how long it is away then
     */
    public void faults(long seed, int percent, int outageAfter, Duration outage) {
        String body = json.createObjectNode()
                .put("seed", seed)
                .put("percent", percent)
                .put("outageAfter", outageAfter)
                .put("outageMillis", outage.toMillis())
                .toString();
        JsonNode unused = patiently(
                HttpRequest.newBuilder(base.resolve("/faults")).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Everything that was charged, each time that it was. */
    public List<Charge> charges() {
        List<Charge> charges = new ArrayList<>();
        for (JsonNode charge : patiently(ledger()).path("charges")) {
            charges.add(new Charge(
                    charge.path("reference").asText(),
                    charge.path("chargeId").asText(),
                    charge.path("amountCents").asLong()));
        }
        return charges;
    }

    /** Every key that can be charged no more, with what was given back under it. */
    public List<CancelledCharge> cancellations() {
        List<CancelledCharge> cancellations = new ArrayList<>();
        for (JsonNode cancellation : patiently(ledger()).path("cancellations")) {
            cancellations.add(new CancelledCharge(
                    cancellation.path("key").asText(),
                    cancellation.path("refundedCents").asLong()));
        }
        return cancellations;
    }

    /** Requests that came while it was away, since the faults were set. */
    public int refused() {
        return patiently(ledger()).path("refused").asInt();
    }

    /** One charge; the reference is the order's id. */
    public record Charge(String reference, String chargeId, long amountCents) {}

    /** @param refundedCents 0: nothing was charged */
    public record CancelledCharge(String key, long refundedCents) {}

    private HttpRequest.Builder ledger() {
        return HttpRequest.newBuilder(base.resolve("/ledger")).GET();
    }

    /** A gateway that is stopped and started again is waited for. */
    private JsonNode patiently(HttpRequest.Builder request) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return once(request);
            } catch (InterruptedIOException stopped) {
                throw new UncheckedIOException(stopped);
            } catch (IOException failure) {
                if (Instant.now().isAfter(end)) {
                    throw new UncheckedIOException(failure);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private JsonNode once(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("The payment gateway at " + base + " answered " + response.statusCode());
            }
            return json.readTree(response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the payment gateway at " + base);
        }
    }
}
