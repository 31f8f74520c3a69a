package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse.APIGatewayV2HTTPResponseBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's two payload formats for HTTP ("Create AWS Lambda proxy integrations for HTTP APIs in API Gateway", Amazon API Gateway developer
 * guide): 2.0, of function URLs and HTTP APIs, and 1.0, of REST APIs.
 */
public final class HttpFormats {

    private HttpFormats() {}

    public static HttpEvents<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> second(Set<String> origins) {
        return new HttpEvents<>(new Second(), origins);
    }

    public static HttpEvents<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> first(Set<String> origins) {
        return new HttpEvents<>(new First(), origins);
    }

    private static final class Second implements HttpEvents.Format<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

        @Override
        public HttpRequest request(APIGatewayV2HTTPEvent event) {
            var context = event.getRequestContext();
            String method = context == null || context.getHttp() == null
                    ? null
                    : context.getHttp().getMethod();
            return HttpRequest.of(
                    context == null ? null : context.getRequestId(),
                    method,
                    event.getHeaders(),
                    event.getBody(),
                    event.getIsBase64Encoded());
        }

        @Override
        public APIGatewayV2HTTPResponse response(int status, Map<String, String> headers, @Nullable String body) {
            APIGatewayV2HTTPResponseBuilder response = APIGatewayV2HTTPResponse.builder();
            return response.withStatusCode(status)
                    .withHeaders(new HashMap<>(headers))
                    .withBody(body)
                    .build();
        }
    }

    private static final class First
            implements HttpEvents.Format<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

        @Override
        public HttpRequest request(APIGatewayProxyRequestEvent event) {
            var context = event.getRequestContext();
            return HttpRequest.of(
                    context == null ? null : context.getRequestId(),
                    event.getHttpMethod(),
                    event.getHeaders(),
                    event.getBody(),
                    Boolean.TRUE.equals(event.getIsBase64Encoded()));
        }

        @Override
        public APIGatewayProxyResponseEvent response(int status, Map<String, String> headers, @Nullable String body) {
            APIGatewayProxyResponseEvent response = new APIGatewayProxyResponseEvent();
            response.setStatusCode(status);
            response.setHeaders(new HashMap<>(headers));
            if (body != null) {
                response.setBody(body);
            }
            return response;
        }
    }
}
