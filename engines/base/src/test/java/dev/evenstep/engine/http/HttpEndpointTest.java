package dev.evenstep.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients find on the wire. */
class HttpEndpointTest {

    private static final int LONGEST = 100_000;

    private final HttpEndpoint endpoint;
    private final HttpClient client = HttpClient.newHttpClient();

    HttpEndpointTest() throws IOException {
        endpoint = HttpEndpoint.bind(0);
    }

    @AfterEach
    void close() {
        endpoint.close();
        client.close();
    }

    private static AwsResponse text(String text) {
        return new AwsResponse(200, Map.of("Content-Type", "text/plain"), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with what it was asked. */
    private static AwsResponse echo(AwsRequest request) {
        return text("%s %s?%s|%s|%s"
                .formatted(
                        request.method(),
                        request.path(),
                        request.query(),
                        request.header("x-test"),
                        new String(request.body(), StandardCharsets.UTF_8)));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint.address() + path)).version(HttpClient.Version.HTTP_1_1);
    }

    /** All that comes back until the connection ends. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRequestReachesTheHandlerAsItWasSent() throws Exception {
        endpoint.serve(LONGEST, HttpEndpointTest::echo);

        assertThat(send(to("/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%2Fa%20b?x=%2F&y")
                        .header("X-Test", "one")
                        .header("x-TEST", "two")
                        .POST(HttpRequest.BodyPublishers.ofString("body é"))))
                .isEqualTo("POST /2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%2Fa%20b?x=%2F&y|one,two|body é");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//two", "/a|b{c}^", "/%", "/ä", "http://elsewhere:1//two"})
    void anyPathIsLetThrough(String path) throws IOException {
        endpoint.serve(LONGEST, HttpEndpointTest::echo);

        assertThat(raw("GET " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nConnection: close\r\n")
                .endsWith("GET " + path.replace("http://elsewhere:1", "") + "?||");
    }

    @Test
    void oneConnectionTakesManyRequestsAtOnce() throws IOException {
        endpoint.serve(LONGEST, HttpEndpointTest::echo);
        var chunked =
                "POST /2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: t\r\n\r\n";

        assertThat(raw("POST /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi" + chunked + "\r\nHEAD /3 HTTP/1.1\r\n\r\n"
                        + "GET /4 HTTP/1.0\nX-Test: \t v \n\n"))
                .contains("POST /1?||hi")
                .contains("POST /2?||abc0123456789")
                .doesNotContain("HEAD /3")
                .endsWith("GET /4?|v|");
    }

    @Test
    void aClientThatWaitsIsToldToSend() throws Exception {
        endpoint.serve(LONGEST, HttpEndpointTest::echo);

        assertThat(send(to("/").expectContinue(true).POST(HttpRequest.BodyPublishers.ofString("late"))))
                .isEqualTo("POST /?||late");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsTooLongIsReadAndRefused(boolean lengthIsKnown) throws Exception {
        endpoint.serve(LONGEST, HttpEndpointTest::echo);
        var parts = List.of(new byte[LONGEST], new byte[LONGEST]);
        var body = lengthIsKnown
                ? HttpRequest.BodyPublishers.ofByteArray(new byte[2 * LONGEST])
                : HttpRequest.BodyPublishers.ofByteArrays(parts);
        var answer = client.send(to("/").POST(body).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("x-amzn-errortype")).hasValue("RequestEntityTooLargeException");
        assertThat(answer.body()).contains("200000 bytes");
        assertThat(send(to("/next").GET())).startsWith("GET /next");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /, 400",
        "GET / HTTP/2.0, 400",
        "GET / HTTP/1.1|no header, 400",
        "GET / HTTP/1.1|a: b| folded, 400",
        "GET / HTTP/1.1|Content-Length: -1, 400",
        "GET / HTTP/1.1|Content-Length: x, 400",
        "GET / HTTP/1.1|Transfer-Encoding: gzip, 400",
        "GET / HTTP/1.1|Transfer-Encoding: chunked|Content-Length: 1, 400",
        "GET / HTTP/1.1|Transfer-Encoding: chunked||-1, 400",
        "GET / HTTP/1.1|Transfer-Encoding: chunked||1|ab, 400",
    })
    void whatIsNoHttpEndsTheConnection(String request, int status) throws IOException {
        endpoint.serve(LONGEST, HttpEndpointTest::echo);

        assertThat(raw(request.replace("|", "\r\n") + "\r\n\r\n")).startsWith("HTTP/1.1 " + status + " ");
        assertThat(raw("GET /" + "x".repeat(70_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void whatAHandlerThrowsIsTold() throws Exception {
        endpoint.serve(LONGEST, request -> {
            if (request.path().equals("/refused")) {
                throw new AwsException(409, "ConflictException", "no");
            }
            throw new IllegalStateException("a bug");
        });

        var refused = client.send(to("/refused").GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(refused.headers().firstValue("x-amzn-errortype")).hasValue("ConflictException");
    }

    @Test
    void aLostReplyIsABrokenConnection() throws IOException {
        endpoint.serve(LONGEST, request -> AwsResponse.lost());

        assertThat(raw("GET / HTTP/1.1\r\n\r\n")).isEmpty();
    }

    @Test
    void anAnswerThatReachesNobodyIsToldToTheHandler() throws Exception {
        var undelivered = new CompletableFuture<String>();
        var gone = new CountDownLatch(1);
        endpoint.serve(LONGEST, new HttpHandler() {
            @Override
            public AwsResponse apply(AwsRequest request) {
                awaitIt(gone);
                return text("x".repeat(50_000_000));
            }

            @Override
            public void undelivered(AwsRequest request, AwsResponse response) {
                undelivered.complete(request.path());
            }
        });

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.getOutputStream().write("GET /who HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        gone.countDown();
        assertThat(undelivered.get()).isEqualTo("/who");
    }

    @Test
    void hundredsWaitAtOnceAndAllAreGoneWhenItCloses() throws Exception {
        var waiting = new CountDownLatch(300);
        endpoint.serve(LONGEST, request -> {
            waiting.countDown();
            awaitIt(new CountDownLatch(1));
            return text("never");
        });
        List<Socket> sockets = new ArrayList<>();
        for (int number = 0; number < 300; number++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        waiting.await();

        long start = System.nanoTime();
        endpoint.close();
        endpoint.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        for (Socket socket : sockets) {
            try (socket) {
                assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            }
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), endpoint.port()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aPortIsTakenBeforeItIsServed() throws Exception {
        assertThatThrownBy(() -> HttpEndpoint.bind(endpoint.port())).isInstanceOf(IOException.class);

        var answer = client.sendAsync(to("/early").GET().build(), HttpResponse.BodyHandlers.ofString());
        endpoint.serve(LONGEST, HttpEndpointTest::echo);
        assertThat(answer.get().body()).startsWith("GET /early");
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AwsException(503, "ServiceUnavailable", "closing");
        }
    }
}
