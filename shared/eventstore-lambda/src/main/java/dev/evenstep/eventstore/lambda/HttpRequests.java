package dev.evenstep.eventstore.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a request says. */
final class HttpRequests {

    private HttpRequests() {}

    static String method(APIGatewayV2HTTPEvent request) {
        var context = request.getRequestContext();
        return context == null || context.getHttp() == null
                ? ""
                : String.valueOf(context.getHttp().getMethod());
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
