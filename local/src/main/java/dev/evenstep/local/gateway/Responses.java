package dev.evenstep.local.gateway;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.Protocol;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** From the server's requests and answers to AWS's and back. */
final class Responses {

    private static final String REQUEST_ID = "x-amzn-RequestId";

    private Responses() {}

    static AwsRequest request(Request request, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(
                    field.getName().toLowerCase(Locale.ROOT),
                    String.valueOf(field.getValue()),
                    (first, second) -> first + "," + second);
        }
        var uri = request.getHttpURI();
        var query = uri.getQuery();
        return new AwsRequest(request.getMethod(), uri.getPath(), query == null ? "" : query, headers, body);
    }

    static void write(AwsResponse answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        var headers = response.getHeaders();
        answer.headers().forEach(headers::put);
        if (!headers.contains(REQUEST_ID)) {
            headers.put(REQUEST_ID, UUID.randomUUID().toString());
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    static void error(AwsException error, Request request, Response response, Callback callback) {
        var id = UUID.randomUUID().toString();
        var answer = Protocol.of(request(request, new byte[0])).error(error, id);
        response.getHeaders().put(REQUEST_ID, id);
        write(answer, response, callback);
    }
}
