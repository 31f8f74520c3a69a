package dev.evenstep.benchmarks.library;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One start of a function in a JVM of its own, with AWS's runtime interface client and a Runtime API that has one event
 * to hand out.
 */
final class OneStart implements AutoCloseable {

    private static final String NEXT = "/2018-06-01/runtime/invocation/next";
    private static final String RESPONSE = "/2018-06-01/runtime/invocation/one/response";

    /** As Lambda starts Java, with 512 MB. */
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx435m", "--enable-native-access=ALL-UNNAMED");

    private final HttpServer api;
    private final byte[] event;
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    OneStart(byte[] event) throws IOException {
        this.event = event;
        this.api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        api.createContext("/", this::serve);
        api.start();
    }

    /** Milliseconds from the start of the process to the answer of its first invocation. */
    double millis(String classPath, String handler, Map<String, String> environment)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + File.separator + "bin/java"));
        command.addAll(JVM);
        command.addAll(
                List.of("-cp", classPath, "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(new File("/dev/null"));
        builder.environment().putAll(environment);
        builder.environment()
                .put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.getAddress().getPort());
        long start = System.nanoTime();
        var process = builder.start();
        var unused = process.onExit().thenAccept(ended -> answer.complete("exit code " + ended.exitValue()));
        try {
            var text = answer.get(1, TimeUnit.MINUTES);
            if (!text.contains("\"batchItemFailures\":[]")) {
                throw new IllegalStateException(handler + " answered " + text);
            }
            return (System.nanoTime() - start) / 1e6;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals(NEXT) && !answer.isDone()) {
            var headers = exchange.getResponseHeaders();
            headers.set("Lambda-Runtime-Aws-Request-Id", "one");
            headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
            headers.set("Content-Type", "application/json");
            headers.set("Lambda-Runtime-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0");
            headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:one");
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
            exchange.close();
        } else if (path.equals(RESPONSE)) {
            boolean unused = answer.complete(body);
            exchange.sendResponseHeaders(202, -1);
        } else if (!path.equals(NEXT)) {
            boolean unused = answer.complete(path + ": " + body);
            exchange.sendResponseHeaders(202, -1);
        }
    }

    @Override
    public void close() {
        api.stop(0);
    }
}
