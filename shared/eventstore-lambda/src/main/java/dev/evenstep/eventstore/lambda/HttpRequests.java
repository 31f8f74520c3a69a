package dev.evenstep.eventstore.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** What a request says. */
final class HttpRequests {

    private HttpRequests() {}

    static String method(APIGatewayV2HTTPEvent request) {
        var context = request.getRequestContext();
        return context == null || context.getHttp() == null
                ? ""
                : String.valueOf(context.getHttp().getMethod());
    }

    /**
     * Decoded and without an HTTP API's stage, such as {@code /orders/order-7}.
     *
     * @throws IllegalArgumentException when it cannot be decoded
     */
    static String path(APIGatewayV2HTTPEvent request) {
        String path = Objects.requireNonNullElse(request.getRawPath(), "/");
        String stage = "/" + request.getRequestContext().getStage();
        String within = path.equals(stage) || path.startsWith(stage + "/") ? path.substring(stage.length()) : path;
        try {
            return URLDecoder.decode(within.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("The path is not percent-encoded", broken);
        }
    }

    /** @param name in lower case, as it comes; empty where there is none */
    static String header(APIGatewayV2HTTPEvent request, String name) {
        Map<String, String> headers = Objects.requireNonNullElse(request.getHeaders(), Map.of());
        return headers.getOrDefault(name, "");
    }

    /** @throws PermanentFailure when there is none, or one that is no base64 although it says so */
    static String body(APIGatewayV2HTTPEvent request) {
        String body = request.getBody();
        if (body == null || body.isEmpty()) {
            throw new PermanentFailure(Reason.MALFORMED, "The request has no body");
        }
        if (!request.getIsBase64Encoded()) {
            return body;
        }
        try {
            return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new PermanentFailure(Reason.MALFORMED, "The request's body is no base64");
        }
    }
}
