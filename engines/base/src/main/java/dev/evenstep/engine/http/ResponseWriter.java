package dev.evenstep.engine.http;

import dev.evenstep.engine.protocol.AwsResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Writes answers to a connection, small ones at once: whoever waits finds them whole. */
final class ResponseWriter {

    private static final int SMALL = 64 * 1024;

    private final OutputStream out;

    ResponseWriter(OutputStream out) {
        this.out = out;
    }

    void write(AwsResponse response, boolean last, boolean headOnly) throws IOException {
        byte[] head = head(response, last).getBytes(StandardCharsets.UTF_8);
        byte[] body = headOnly ? new byte[0] : response.body();
        if (body.length > SMALL) {
            out.write(head);
            out.write(body);
        } else {
            var whole = new byte[head.length + body.length];
            System.arraycopy(head, 0, whole, 0, head.length);
            System.arraycopy(body, 0, whole, head.length, body.length);
            out.write(whole);
        }
    }

    private static String head(AwsResponse response, boolean last) {
        var head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(response.status()).append(response.status() < 400 ? " OK" : " Error");
        header(head, "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        response.headers().forEach((name, value) -> header(head, name, value));
        if (response.status() != 204 && response.status() != 304) {
            header(head, "Content-Length", Integer.toString(response.body().length));
        }
        if (last) {
            header(head, "Connection", "close");
        }
        return head.append("\r\n\r\n").toString();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append("\r\n")
                .append(name)
                .append(": ")
                .append(value.replace('\r', ' ').replace('\n', ' '));
    }
}
