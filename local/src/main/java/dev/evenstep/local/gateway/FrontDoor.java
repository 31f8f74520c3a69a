package dev.evenstep.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request and brings it to its service. */
final class FrontDoor extends Handler.Abstract {

    private static final int MOST_BYTES = 10 * 1024 * 1024;

    /** So much of a body that is refused is read and dropped; who sends even more is cut off. */
    private static final long MOST_DROPPED = 256L * 1024 * 1024;

    private final Logger log = LoggerFactory.getLogger(FrontDoor.class);
    private final Routes routes;
    private final PassThrough sqs;

    FrontDoor(Routes routes, PassThrough sqs) {
        this.routes = routes;
        this.sqs = sqs;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            bring(request, response, callback);
        } catch (AwsException e) {
            Responses.error(e, request, response, callback);
        } catch (Exception | StackOverflowError e) {
            log.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
            var error = new AwsException(500, "InternalFailure", "The local run failed: " + e);
            Responses.error(error, request, response, callback);
        }
        return true;
    }

    private void bring(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() > MOST_BYTES) {
            throw tooLarge(Content.Source.asInputStream(request));
        }
        var head = Responses.request(request, new byte[0]);
        switch (Destination.of(head.path(), head.query(), head.header("x-amz-target"), head.signedFor())) {
            case HEALTH -> Responses.write(health(), response, callback);
            case DYNAMODB -> routes.dynamoDb().handle(request, response, callback);
            case SQS -> sqs.handle(request, null, response, callback);
            case OTHER -> other(request, response, callback);
        }
    }

    private void other(Request request, Response response, Callback callback) {
        var whole = Responses.request(request, body(request));
        var service = service(whole);
        if (service.isPresent()) {
            Responses.write(service.get().handle(whole), response, callback);
        } else if (Destination.isSqsAction(new String(whole.body(), StandardCharsets.UTF_8))) {
            sqs.handle(request, whole.body(), response, callback);
        } else {
            throw unknown(whole);
        }
    }

    private Optional<AwsService> service(AwsRequest request) {
        return routes.services().values().stream()
                .filter(service -> service.serves(request))
                .findFirst();
    }

    private static byte[] body(Request request) {
        try (var content = Content.Source.asInputStream(request)) {
            var body = content.readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw tooLarge(content);
            }
            return body;
        } catch (IOException e) {
            throw aborted(e);
        }
    }

    private static AwsException aborted(IOException e) {
        return new AwsException(400, "RequestAborted", "The request's body did not arrive: " + e.getMessage());
    }

    /** Takes the rest of the body first: many clients look for an answer only when they have sent all. */
    private static AwsException tooLarge(InputStream rest) {
        var dropped = new byte[64 * 1024];
        long total = 0;
        try {
            for (int count = 0; count >= 0 && total < MOST_DROPPED; count = rest.read(dropped)) {
                total += count;
            }
        } catch (IOException e) {
            return aborted(e);
        }
        return new AwsException(
                413, "RequestEntityTooLargeException", "The local endpoint takes at most 10 MB in one request.");
    }

    private AwsException unknown(AwsRequest request) {
        var target = request.header("x-amz-target");
        var asked = !target.isEmpty()
                ? target
                : request.signedFor().isEmpty()
                        ? request.method() + " " + request.path()
                        : request.signedFor() + " (" + request.method() + " " + request.path() + ")";
        return new AwsException(
                501,
                "UnknownOperationException",
                "Nothing in this local run answers %s. It has %s.".formatted(asked, String.join(", ", routes.names())));
    }

    private AwsResponse health() {
        ObjectNode health = Json.object();
        var services = health.putObject("services");
        routes.names().forEach(name -> services.put(name, "running"));
        health.put("edition", "evenstep");
        health.setAll(routes.state().get());
        return new AwsResponse(200, Map.of(HttpHeader.CONTENT_TYPE.asString(), "application/json"), Json.bytes(health));
    }
}
