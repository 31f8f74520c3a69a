package dev.evenstep.eventstore.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse.APIGatewayV2HTTPResponseBuilder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.internal.event.PlainJson;
import java.util.HashMap;
import java.util.Map;

/** Answers in JSON. */
final class HttpAnswers {

    private HttpAnswers() {}

    /** {@code {"first":3,"events":1}} */
    static APIGatewayV2HTTPResponse accepted(int first, int events) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("first", first);
        body.put("events", events);
        return json(200, PlainJson.text(body, "answer"), Map.of());
    }

    /** {@code {"code":…,"detail":…}} */
    static APIGatewayV2HTTPResponse error(int status, String code, String detail, Map<String, String> headers) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("code", code);
        body.put("detail", detail);
        return json(status, PlainJson.text(body, "answer"), headers);
    }

    static APIGatewayV2HTTPResponse json(int status, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        APIGatewayV2HTTPResponseBuilder answer = APIGatewayV2HTTPResponse.builder();
        return answer.withStatusCode(status).withHeaders(all).withBody(body).build();
    }
}
