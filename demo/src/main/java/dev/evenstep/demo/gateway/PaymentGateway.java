package dev.evenstep.demo.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenstep.demo.gateway.ChargeBook.Answer;
import dev.evenstep.demo.gateway.ChargeBook.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A payment gateway on this machine: {@code POST /charges} and {@code POST /cancellations}, each with the charge's {@code
 * Idempotency-Key}, {@code GET /ledger} with what it charged and gave back, {@code PUT /faults} with {@code seed} and {@code
 * percent} for how often it misbehaves (it fails before charging, or charges and hangs, or charges and hangs up) and with
 * {@code outageAfter} and {@code outageMillis} for how long it is away after how many charges. It starts without faults.
 */
public final class PaymentGateway implements AutoCloseable {

    /** Longer than any caller waits. */
    private static final int HANG_SECONDS = 5;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ObjectMapper json = new ObjectMapper();
    private final ChargeBook book;

    private PaymentGateway(HttpServer server, ChargeBook book) {
        this.server = server;
        this.book = book;
    }

    /**
     * Remembers what it did until it is closed.
     *
     * @param port 0 for any that is free
     * @throws UncheckedIOException when the port is taken
     */
    public static PaymentGateway start(int port) {
        return start(port, new ChargeBook(Clock.systemUTC(), List.of(), entry -> {}));
    }

    /**
     * Remembers what it did in the folder, also over a hard stop, and comes back on the port that it had, where that is
     * free.
     *
     * @throws UncheckedIOException when the folder cannot be used
     */
    public static PaymentGateway startIn(Path folder) {
        ChargeFile file = ChargeFile.in(folder);
        ChargeBook book = new ChargeBook(Clock.systemUTC(), file.entries(), file::keep);
        PaymentGateway gateway = startAt(file.port(), book);
        file.keepPort(gateway.url().getPort());
        return gateway;
    }

    private static PaymentGateway startAt(int wished, ChargeBook book) {
        try {
            return start(wished, book);
        } catch (UncheckedIOException taken) {
            return start(0, book);
        }
    }

    private static PaymentGateway start(int port, ChargeBook book) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            PaymentGateway gateway = new PaymentGateway(server, book);
            server.setExecutor(gateway.threads);
            server.createContext("/charges", gateway::charge);
            server.createContext("/cancellations", gateway::cancel);
            server.createContext("/ledger", exchange -> gateway.answer(exchange, 200, book.ledger()));
            server.createContext("/faults", gateway::faults);
            server.start();
            return gateway;
        } catch (IOException failure) {
            throw new UncheckedIOException("The payment gateway cannot listen on port " + port, failure);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void charge(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        JsonNode body = json.readTree(exchange.getRequestBody());
        if (key == null || !body.path("amountCents").isIntegralNumber()) {
            answer(exchange, 400, json.createObjectNode().put("message", "Idempotency-Key and amountCents are needed"));
            return;
        }
        long amountCents = body.path("amountCents").longValue();
        answer(exchange, book.charge(key, body.path("reference").asText(), amountCents));
    }

    private void cancel(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null) {
            answer(exchange, 400, json.createObjectNode().put("message", "Idempotency-Key is needed"));
            return;
        }
        answer(exchange, book.cancel(key));
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        ObjectNode body = json.createObjectNode();
        switch (answer) {
            case Answer.Unavailable unavailable -> answer(exchange, 503, body.put("message", "try again"));
            case Answer.Charged(String chargeId, Reply reply) ->
                reply(exchange, reply, 201, body.put("chargeId", chargeId));
            case Answer.Declined(String code, String message, Reply reply) ->
                reply(exchange, reply, 402, body.put("code", code).put("message", message));
            case Answer.Cancelled(long refundedCents, Reply reply) ->
                reply(exchange, reply, 200, body.put("refundedCents", refundedCents));
        }
    }

    private void faults(HttpExchange exchange) throws IOException {
        JsonNode body = json.readTree(exchange.getRequestBody());
        book.misbehave(
                new GatewayFaults(
                        body.path("seed").asLong(), body.path("percent").asInt()),
                new Outage(
                        body.path("outageAfter").asInt(),
                        Duration.ofMillis(body.path("outageMillis").asLong())));
        answer(exchange, 200, json.createObjectNode());
    }

    private void reply(HttpExchange exchange, Reply reply, int status, JsonNode body) throws IOException {
        switch (reply) {
            case SENT -> answer(exchange, status, body);
            case HANGS -> {
                boolean unused = awaitClosing();
                exchange.close();
            }
            case LOST -> exchange.close();
        }
    }

    private boolean awaitClosing() {
        try {
            return closing.await(HANG_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
