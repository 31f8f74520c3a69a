package dev.evenstep.aws.internal.source;

import dev.evenstep.decision.Decision;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents over HTTP. The sender is answered
 *
 * <ul>
 *   <li>503 with {@code Retry-After}, where any event did not settle: it sends the request again, and what settled is a duplicate
 *   <li>400, where all events are poison: they are in the dead-letter queue, and nobody needs to send them again
 *   <li>200 with the effect's result, where a single event has one; 202, where it is kept to be tried again here; else 204
 * </ul>
 *
 * @param <E> the request, in Lambda's form
 * @param <A> the response, in Lambda's form
 */
public final class HttpEvents<E, A> implements Source<E, A> {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final Format<E, A> format;
    private final Set<String> origins;

    /** @param origins that may deliver, as they name themselves in the handshake of webhooks */
    HttpEvents(Format<E, A> format, Set<String> origins) {
        this.format = format;
        this.origins = Set.copyOf(origins);
    }

    /** How a gateway has requests and responses. */
    interface Format<E, A> {

        HttpRequest request(E event);

        A response(int status, Map<String, String> headers, @Nullable String body);
    }

    @Override
    public Redelivery redelivery() {
        return Redelivery.BATCH;
    }

    @Override
    public List<Delivery> deliveries(E event) {
        HttpRequest request = format.request(event);
        return request.asksForConsent() ? List.of() : HttpDeliveries.of(request);
    }

    @Override
    public A answer(E event, List<Outcome> outcomes) {
        HttpRequest request = format.request(event);
        if (request.asksForConsent()) {
            return format.response(200, consent(request.header("webhook-request-origin")), null);
        }
        List<Decision> decisions = outcomes.stream().map(Outcome::decision).toList();
        if (!decisions.stream().allMatch(Decision::settled)) {
            return format.response(503, Map.of("Retry-After", RETRY_AFTER_SECONDS), null);
        }
        if (!decisions.isEmpty() && decisions.stream().allMatch(Decision.Poison.class::isInstance)) {
            return json(400, reasons(decisions));
        }
        String result = decisions.size() == 1 ? decisions.getFirst().result() : null;
        if (result != null) {
            return json(200, result);
        }
        boolean isKept = decisions.stream().anyMatch(Decision.HandedOn.class::isInstance);
        return format.response(isKept ? 202 : 204, Map.of(), null);
    }

    private A json(int status, String body) {
        return format.response(status, Map.of("Content-Type", "application/json"), body);
    }

    /** By their codes only: what is wrong in words is in the dead letter. */
    private static String reasons(List<Decision> decisions) {
        return StructuredEvent.write(json -> {
            json.writeArrayFieldStart("reasons");
            for (Decision decision : decisions) {
                if (decision instanceof Decision.Poison poison) {
                    json.writeString(poison.reason().code());
                }
            }
            json.writeEndArray();
        });
    }

    private Map<String, String> consent(@Nullable String origin) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Allow", "POST");
        if (origin != null && origins.contains(origin)) {
            headers.put("WebHook-Allowed-Origin", origin);
            headers.put("WebHook-Allowed-Rate", "*");
        }
        return headers;
    }
}
