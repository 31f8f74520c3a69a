package dev.evenstep.engine.http;

import dev.evenstep.engine.protocol.AwsRequest;
import java.util.Map;

/**
 * A request without its body.
 *
 * @param target as it stood in the request line, in origin form
 * @param minor of HTTP 1: 0 or 1
 */
record Head(String method, String target, int minor, Map<String, String> headers) {

    private static final int CHUNKED = -1;

    AwsRequest request(byte[] body) {
        int query = target.indexOf('?');
        return query < 0
                ? new AwsRequest(method, target, "", headers, body)
                : new AwsRequest(method, target.substring(0, query), target.substring(query + 1), headers, body);
    }

    boolean keepsConnection() {
        String connection = headers.getOrDefault("connection", "");
        return minor == 1 ? !connection.equalsIgnoreCase("close") : connection.equalsIgnoreCase("keep-alive");
    }

    /** Whether the client sends its body only when told to. */
    boolean waits() {
        return minor == 1 && headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue");
    }

    boolean chunked() {
        return length() == CHUNKED;
    }

    /** The body's length in bytes; negative where it comes in chunks. */
    int length() {
        String coding = headers.get("transfer-encoding");
        String length = headers.get("content-length");
        if (coding != null) {
            if (length != null || !coding.equalsIgnoreCase("chunked")) {
                throw new MalformedException(400, "Transfer-Encoding must be chunked and stand without Content-Length");
            }
            return CHUNKED;
        }
        if (length == null) {
            return 0;
        }
        return number(length, 10);
    }

    /** A length of less than 2 GiB. */
    static int number(String text, int radix) {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new MalformedException(400, "no length of a body: " + text);
    }
}
