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
import java.util.ArrayList;
import java.util.List;

/** Asks a demo gateway, in this JVM or another, what it did, and tells it how to misbehave. */
public final class GatewayClient {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;

    public GatewayClient(URI base) {
        this.base = base;
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
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("The payment gateway at " + base + " answered " + response.statusCode());
            }
            return json.readTree(response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(stopped));
        }
    }
}
