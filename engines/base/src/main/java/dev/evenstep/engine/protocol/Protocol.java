package dev.evenstep.engine.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** The forms in which AWS's services take requests, as far as the form of an error depends on it. */
public enum Protocol {
    /** JSON with the operation in {@code X-Amz-Target}. */
    JSON,
    /** JSON with the operation in path and method, as Lambda speaks it. */
    REST_JSON,
    /** A form with {@code Action}; answers are XML. */
    QUERY,
    /** XML with the operation in path and method, as S3 speaks it. */
    REST_XML;

    public static Protocol of(AwsRequest request) {
        if (!request.header("x-amz-target").isEmpty()) {
            return JSON;
        }
        if (request.signedFor().equals("s3")) {
            return REST_XML;
        }
        if (request.signedFor().equals("lambda")) {
            return REST_JSON; // though a client that sends no body may call it a form
        }
        var type = request.header("content-type").toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded")
                        || request.query().contains("Action=")
                ? QUERY
                : REST_JSON;
    }

    /** An error in the shape that a client of this protocol reads. */
    public AwsResponse error(AwsException error, String requestId) {
        return switch (this) {
            case JSON -> json(error, "application/x-amz-json-1.1");
            case REST_JSON ->
                answer(
                        error,
                        "application/json",
                        JsonTrees.object().put("Type", kind(error)).put("Message", error.getMessage()));
            case QUERY -> xml(error, """
                        <?xml version="1.0"?>
                        <ErrorResponse><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>\
                        <RequestId>%s</RequestId></ErrorResponse>
                        """.formatted(fault(error), error.code(), escaped(error), requestId));
            case REST_XML -> xml(error, """
                        <?xml version="1.0"?>
                        <Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>
                        """.formatted(error.code(), escaped(error), requestId));
        };
    }

    private static AwsResponse json(AwsException error, String type) {
        var body = JsonTrees.object()
                .put("__type", error.code())
                .put("Type", kind(error))
                .put("message", error.getMessage())
                .put("Message", error.getMessage());
        return answer(error, type, body);
    }

    private static AwsResponse answer(AwsException error, String type, ObjectNode body) {
        return new AwsResponse(
                error.status(), Map.of("Content-Type", type, "x-amzn-ErrorType", error.code()), JsonTrees.bytes(body));
    }

    private static String kind(AwsException error) {
        return error.status() < 500 ? "User" : "Service";
    }

    private static AwsResponse xml(AwsException error, String body) {
        return new AwsResponse(error.status(), Map.of("Content-Type", "text/xml"), Xml.bytes(body));
    }

    private static String fault(AwsException error) {
        return error.status() < 500 ? "Sender" : "Receiver";
    }

    private static String escaped(AwsException error) {
        return Xml.escape(String.valueOf(error.getMessage()));
    }
}
