package dev.evenstep.shop.chargepayment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentsTest {

    private static final ItemKey PAYMENT = ItemKey.of("payments", "orderId", "order-2001");

    private static final String CHARGE = Samples.read("fulfilment/ChargePayment/v1-charge");
    private static final String CANCEL =
            Samples.read("fulfilment/CancelPayment/v1-cancel").replace("order-2008", "order-2001");

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private Scenario payments;
    private volatile int status = 201;
    private volatile String answer = "{\"chargeId\":\"charge-9\"}";

    PaymentsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PaymentGateway gateway = new HttpPaymentGateway(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(2), 1);
        payments = Scenario.of(Payments.consumer(gateway));
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anOrderIsChargedOnceUnderItsOwnKey() {
        payments.when(CHARGE)
                .thenApplied()
                .thenStored(
                        PAYMENT,
                        Item.of("status", "CHARGED")
                                .with("chargeId", "charge-9")
                                .with("amountCents", 2150))
                .thenPublished("PaymentCharged")
                .thenAnswered("{\"outcome\":\"charged\",\"chargeId\":\"charge-9\"}")
                .when(CHARGE)
                .then(new Decision.Duplicate("{\"outcome\":\"charged\",\"chargeId\":\"charge-9\"}"));

        assertThat(requests)
                .containsExactly(
                        "/charges order-2001 {\"reference\":\"order-2001\",\"amountCents\":2150,\"currency\":\"EUR\"}");
    }

    @Test
    void aDeclinedCardIsAnOutcomeAndNotAFailure() {
        status = 402;
        answer = "{\"code\":\"CARD_DECLINED\",\"message\":\"no\"}";

        payments.when(CHARGE)
                .thenApplied()
                .thenStored(PAYMENT, Item.of("status", "DECLINED").with("code", "CARD_DECLINED"))
                .thenPublished("PaymentDeclined");
    }

    @Test
    void aCancelledPaymentIsGivenBackUnderTheSameKey() {
        payments.when(CHARGE).thenApplied();
        status = 200;
        answer = "{\"refundedCents\":2150}";

        payments.when(CANCEL)
                .thenApplied()
                .thenStored(PAYMENT, Item.of("status", "CANCELLED").with("refundedCents", 2150))
                .thenPublished("PaymentCancelled")
                .when(CANCEL)
                .then(new Decision.Duplicate("{\"refundedCents\":2150}"));

        assertThat(requests.getLast()).isEqualTo("/cancellations order-2001 {}");
        assertThat(requests).hasSize(2);
    }

    @Test
    void aChargeThatComesBehindItsCancellationIsAnsweredAndTheCancellationStays() {
        status = 200;
        answer = "{\"refundedCents\":0}";
        payments.when(CANCEL).thenApplied();
        status = 402;
        answer = "{\"code\":\"CANCELLED\",\"message\":\"no\"}";

        payments.when(CHARGE)
                .thenApplied()
                .thenPublished("PaymentDeclined")
                .thenStored(PAYMENT, Item.of("status", "CANCELLED"));
    }

    @Test
    void aCancellationThatFailsIsAskedForAgain() {
        status = 404;
        answer = "{}";
        payments.when(CANCEL).thenTransient();
        status = 200;
        payments.when(CANCEL).thenTransient().thenNothingStored(PAYMENT);
    }

    @Test
    void aGatewayThatIsDownIsAskedAgain() {
        status = 503;
        payments.when(CHARGE).thenTransient().thenNothingStored(PAYMENT);

        status = 201;
        payments.when(CHARGE).thenApplied();
        assertThat(requests).hasSize(2).allMatch(request -> request.startsWith("/charges order-2001 "));
    }

    @Test
    void anAnswerWithoutItsChargeIsNotTakenForOne() {
        answer = "{}";

        payments.when(CHARGE).thenTransient().thenNothingStored(PAYMENT);
    }

    /** The interrupt ends the wait for a place. */
    @Test
    void aChargeThatGetsNoPlaceAtTheGatewayIsNotBegun() {
        Thread.currentThread().interrupt();
        Scenario unused = payments.when(CHARGE);
        assertThat(Thread.interrupted()).isTrue();

        payments.then(Decision.Withheld.behindOthers("payment-gateway", Instant.parse("2026-11-21T08:00:05Z")));
        assertThat(requests).isEmpty();
    }

    @Test
    void aMissingUrlIsNamed() {
        assertThatThrownBy(() -> HttpPaymentGateway.from(Map.of()))
                .hasMessageContaining("PAYMENT_GATEWAY_URL is missing");
        assertThatThrownBy(() -> HttpPaymentGateway.from(
                        Map.of("PAYMENT_GATEWAY_URL", "http://127.0.0.1:1", "PAYMENT_GATEWAY_TIMEOUT_MILLIS", "soon")))
                .hasMessageContaining("PAYMENT_GATEWAY_TIMEOUT_MILLIS is \"soon\"");
        assertThatThrownBy(() -> HttpPaymentGateway.from(Map.of(
                        "PAYMENT_GATEWAY_URL",
                        "http://127.0.0.1:1",
                        "PAYMENT_GATEWAY_TIMEOUT_MILLIS",
                        "5",
                        "PAYMENT_GATEWAY_CONCURRENCY",
                        "few")))
                .hasMessageContaining("PAYMENT_GATEWAY_CONCURRENCY is \"few\"");
    }
}
