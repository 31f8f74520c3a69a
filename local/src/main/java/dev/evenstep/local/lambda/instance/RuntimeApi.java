package dev.evenstep.local.lambda.instance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lambda's Runtime API ({@code 2018-06-01}) for every instance on this machine, on one loopback port. An instance is told
 * apart by the first part of the path: {@code AWS_LAMBDA_RUNTIME_API} is {@code 127.0.0.1:<port>/<instance>}, and the
 * runtime interface client puts its paths behind that.
 */
final class RuntimeApi implements AutoCloseable {

    /** 6 MB and the 100 bytes of an envelope: the limit that Lambda's own error message names. */
    static final int LARGEST_RESPONSE = 6_291_556;

    private static final String VERSION = "2018-06-01";

    private final Map<String, Instance> instances = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RuntimeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no loopback port for the Runtime API", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** What an instance finds in {@code AWS_LAMBDA_RUNTIME_API}. */
    String address(String instance) {
        return "127.0.0.1:" + server.getAddress().getPort() + "/" + instance;
    }

    void add(String id, Instance instance) {
        instances.put(id, instance);
    }

    void remove(String id) {
        instances.remove(id);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            Instance instance = path.length < 5 ? null : instances.get(path[1]);
            if (instance == null || !path[2].equals(VERSION) || !path[3].equals("runtime")) {
                refuse(exchange, 404, new LambdaError("InvalidPath", "no such instance or path"));
                return;
            }
            String call = exchange.getRequestMethod() + " " + path[4] + "/" + path[path.length - 1];
            switch (call) {
                case "GET invocation/next" -> next(exchange, instance);
                case "POST invocation/response" -> response(exchange, instance, path[5]);
                case "POST invocation/error" -> {
                    instance.failed(path[5], LambdaError.reported(body(exchange), errorType(exchange)));
                    accept(exchange);
                }
                case "POST init/error" -> {
                    LambdaError error = LambdaError.reported(body(exchange), errorType(exchange));
                    accept(exchange);
                    instance.initFailed(error);
                }
                default -> refuse(exchange, 404, new LambdaError("InvalidPath", "no such call: " + call));
            }
        }
    }

    private static void next(HttpExchange exchange, Instance instance) throws IOException {
        Optional<Invocation> next = instance.next();
        if (next.isEmpty()) {
            return;
        }
        Invocation invocation = next.get();
        byte[] payload = invocation.payload().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
        headers.set("Lambda-Runtime-Trace-Id", invocation.traceId());
        try {
            exchange.sendResponseHeaders(200, payload.length == 0 ? -1 : payload.length);
            exchange.getResponseBody().write(payload);
        } catch (IOException undelivered) {
            instance.undelivered(invocation);
        }
    }

    private static void response(HttpExchange exchange, Instance instance, String requestId) throws IOException {
        byte[] answer = exchange.getRequestBody().readNBytes(LARGEST_RESPONSE + 1);
        if (answer.length <= LARGEST_RESPONSE) {
            instance.answered(requestId, new String(answer, StandardCharsets.UTF_8));
            accept(exchange);
            return;
        }
        long size = answer.length + discard(exchange.getRequestBody());
        LambdaError error = LambdaError.tooLarge(size);
        instance.failed(requestId, error);
        refuse(exchange, 413, error);
    }

    private static long discard(InputStream rest) throws IOException {
        return rest.transferTo(OutputStream.nullOutputStream());
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(LARGEST_RESPONSE), StandardCharsets.UTF_8);
    }

    private static String errorType(HttpExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        return type == null ? "Runtime.Unknown" : type;
    }

    private static void accept(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(202, -1);
    }

    private static void refuse(HttpExchange exchange, int status, LambdaError error) throws IOException {
        byte[] body = error.json().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
