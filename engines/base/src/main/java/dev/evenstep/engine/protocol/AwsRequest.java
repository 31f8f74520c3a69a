package dev.evenstep.engine.protocol;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request as it reached the endpoint.
 *
 * @param path decoded nowhere: as it stood in the request line, without the query
 * @param query raw, empty where there is none
 * @param headers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through, nobody compares them
public record AwsRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {

    private static final Pattern SCOPE = Pattern.compile("Credential=[^/,]+/[^/,]*/[^/,]*/([^/,]+)/");

    /** A header's value, or an empty text. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /** The service whose scope the signature names ({@code sqs}, {@code events}, …), or an empty text. */
    public String signedFor() {
        var scope = SCOPE.matcher(header("authorization"));
        return scope.find() ? scope.group(1) : "";
    }
}
