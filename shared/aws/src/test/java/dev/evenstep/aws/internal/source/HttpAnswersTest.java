package dev.evenstep.aws.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HttpAnswersTest {

    private static final Decision APPLIED = new Decision.Applied();
    private static final Decision FAILED = Decision.Transient.ofRecord("down");
    private static final Decision POISON = new Decision.Poison(Reason.MALFORMED, "secret detail", null);

    private final Source<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> source =
            HttpFormats.second(Set.of("eventgrid.azure.net"));

    @Test
    void whatDidNotSettleIsToBeSentAgain() {
        APIGatewayV2HTTPResponse answer = answer(APPLIED, POISON, FAILED);

        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsEntry("Retry-After", "5");
    }

    @Test
    void poisonAloneIsRefusedByItsReason() {
        APIGatewayV2HTTPResponse answer = answer(POISON);

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getBody()).isEqualTo("{\"reasons\":[\"malformed\"]}");
        assertThat(answer(POISON, APPLIED).getStatusCode()).isEqualTo(204);
    }

    @Test
    void aResultIsAnsweredAndWhatIsKeptElsewhereAccepted() {
        APIGatewayV2HTTPResponse answer = answer(new Decision.Duplicate("{\"order\":\"o-1\"}"));

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBody()).isEqualTo("{\"order\":\"o-1\"}");
        assertThat(answer(APPLIED).getStatusCode()).isEqualTo(204);
        assertThat(answer(APPLIED, new Decision.HandedOn()).getStatusCode()).isEqualTo(202);
    }

    @Test
    void whoAsksIsAllowedToDeliverIfItIsNamed() {
        APIGatewayV2HTTPResponse named = consent("eventgrid.azure.net");

        assertThat(named.getStatusCode()).isEqualTo(200);
        assertThat(named.getHeaders())
                .containsEntry("WebHook-Allowed-Origin", "eventgrid.azure.net")
                .containsEntry("WebHook-Allowed-Rate", "*");
        assertThat(consent("elsewhere.example").getHeaders()).doesNotContainKey("WebHook-Allowed-Origin");
    }

    @Test
    void aRestApiHasTheOtherForm() {
        Source<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> rest = HttpFormats.first(Set.of());
        APIGatewayProxyRequestEvent request = new APIGatewayProxyRequestEvent()
                .withHttpMethod("POST")
                .withHeaders(Map.of("Content-Type", "application/cloudevents+json"))
                .withIsBase64Encoded(true)
                .withBody("e30=");

        List<Delivery> deliveries = rest.deliveries(request);

        assertThat(deliveries).extracting(Delivery::body).containsExactly("{}");
        assertThat(rest.answer(request, List.of(new Outcome(deliveries.getFirst(), FAILED)))
                        .getStatusCode())
                .isEqualTo(503);
    }

    private APIGatewayV2HTTPResponse answer(Decision... decisions) {
        APIGatewayV2HTTPEvent request = HttpConformanceTest.request("r", Map.of(), "{}");
        return source.answer(
                request,
                Arrays.stream(decisions)
                        .map(decision -> new Outcome(new Delivery("r", "{}", null, 1), decision))
                        .toList());
    }

    private APIGatewayV2HTTPResponse consent(String origin) {
        APIGatewayV2HTTPEvent request = HttpConformanceTest.request("r", Map.of("WebHook-Request-Origin", origin), "");
        request.getRequestContext().getHttp().setMethod("OPTIONS");
        assertThat(source.deliveries(request)).isEmpty();
        return source.answer(request, List.of());
    }
}
