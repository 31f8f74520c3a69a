package dev.evenstep.cli.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * AWS's answers about a stack with one of each, from the files in {@code recorded}: {@code Action.json}, or {@code
 * Action@what-the-request-says.json} where resources are told apart.
 */
final class RecordedAws implements AutoCloseable {

    private static final Map<Pattern, String> PATHS = Map.of(
            Pattern.compile("/functions/[^/]+/configuration"), "GetFunctionConfiguration",
            Pattern.compile("/functions/[^/]+/event-invoke-config/list"), "ListFunctionEventInvokeConfigs",
            Pattern.compile("/functions/[^/]+/aliases/"), "GetAlias",
            Pattern.compile("/functions/[^/]+/url"), "GetFunctionUrlConfig",
            Pattern.compile("/event-source-mappings/"), "GetEventSourceMapping");

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new TreeMap<>(Comparator.reverseOrder());
    private final Map<String, Answer> failures = new HashMap<>();
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    RecordedAws() {
        try (var files = Files.list(folder())) {
            files.forEach(file -> answers.put(
                    file.getFileName().toString().replaceFirst("\\.\\w+$", ""), new Answer(200, text(file))));
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var unused = server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The actions that were asked for. */
    Set<String> asked() {
        return asked;
    }

    void edit(String name, String from, String to) {
        var answer = Objects.requireNonNull(answers.get(name), name);
        if (!answer.body().contains(from)) {
            throw new IllegalArgumentException(name + " has no " + from);
        }
        answers.put(name, new Answer(answer.status(), answer.body().replace(from, to)));
    }

    void fail(String action, int status, String code) {
        failures.put(action, new Answer(status, code));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var form = exchange.getRequestHeaders().getFirst("Content-Type") != null
                        && exchange.getRequestHeaders().getFirst("Content-Type").contains("form")
                ? URLDecoder.decode(request, StandardCharsets.UTF_8)
                : request;
        var path = exchange.getRequestURI().getPath();
        var action = action(exchange.getRequestHeaders().getFirst("X-Amz-Target"), path, form);
        asked.add(action);
        var failure = failures.get(action);
        if (failure == null) {
            send(exchange, Objects.requireNonNull(answers.get(name(action, path + form)), action));
        } else {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", failure.body());
            var body = form.contains("Version=")
                    ? "<ErrorResponse><Error><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
                    : "{\"__type\":\"%s\",\"message\":\"no\"}";
            send(exchange, new Answer(failure.status(), body.formatted(failure.body())));
        }
    }

    private static String action(String target, String path, String form) {
        if (target != null) {
            return target.substring(target.lastIndexOf('.') + 1);
        }
        return PATHS.entrySet().stream()
                .filter(known -> known.getKey().matcher(path).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> form.replaceFirst("(?s)^.*?Action=(\\w+).*$", "$1"));
    }

    /** The longest that fits, as names are in reverse order. */
    private String name(String action, String request) {
        return answers.keySet().stream()
                .filter(name -> name.startsWith(action + "@") && request.contains(name.split("@", 2)[1]))
                .findFirst()
                .orElse(action);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Path folder() {
        try {
            var resource = Objects.requireNonNull(RecordedAws.class.getResource("recorded/DescribeStacks.xml"));
            return Objects.requireNonNull(Path.of(resource.toURI()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
