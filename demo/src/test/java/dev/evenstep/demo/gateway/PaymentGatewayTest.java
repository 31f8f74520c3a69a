package dev.evenstep.demo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentGatewayTest {

    private final PaymentGateway gateway = PaymentGateway.start(0);
    private final GatewayClient client = new GatewayClient(gateway.url());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void oneKeyIsChargedOnce() throws Exception {
        HttpResponse<String> first = charge("key-1", "order-1", 500);
        HttpResponse<String> second = charge("key-1", "order-1", 500);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(client.charges()).containsExactly(new GatewayClient.Charge("order-1", "charge-1", 500));
    }

    @Test
    void twoKeysForOneOrderAreTwoChargesAndTheLedgerShowsIt() throws Exception {
        assertThat(charge("key-1", "order-1", 500).statusCode()).isEqualTo(201);
        assertThat(charge("key-2", "order-1", 500).statusCode()).isEqualTo(201);

        assertThat(client.charges()).extracting(GatewayClient.Charge::reference).containsExactly("order-1", "order-1");
    }

    @Test
    void aTotalThatEndsInThirteenCentsIsDeclinedAndNotCharged() throws Exception {
        HttpResponse<String> answer = charge("key-1", "order-1", 1_013);

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body()).contains("CARD_DECLINED");
        assertThat(client.charges()).isEmpty();
    }

    @Test
    void whatIsCancelledIsGivenBackOnceAndChargedNoMore() throws Exception {
        assertThat(charge("order-1", "order-1", 500).statusCode()).isEqualTo(201);

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> cancelled = cancel(gateway.url(), "order-1");
            assertThat(cancelled.statusCode()).isEqualTo(200);
            assertThat(cancelled.body()).isEqualTo("{\"refundedCents\":500}");
        }

        HttpResponse<String> again = charge("order-1", "order-1", 500);
        assertThat(again.statusCode()).isEqualTo(402);
        assertThat(again.body()).contains("CANCELLED");
        assertThat(client.charges()).hasSize(1);
        assertThat(client.cancellations()).containsExactly(new GatewayClient.CancelledCharge("order-1", 500));
    }

    @Test
    void aCancellationThatOvertakesItsChargeGivesNothingBackAndKeepsItFromBeingMade() throws Exception {
        assertThat(cancel(gateway.url(), "order-1").body()).isEqualTo("{\"refundedCents\":0}");

        assertThat(charge("order-1", "order-1", 500).body()).contains("CANCELLED");
        assertThat(client.charges()).isEmpty();
    }

    @Test
    void whileItIsAwayItRefusesWhateverItIsAskedAndChargesNothing() throws Exception {
        client.faults(0, 0, 1, Duration.ofHours(1));

        assertThat(charge("key-1", "order-1", 500).statusCode()).isEqualTo(201);
        assertThat(charge("key-1", "order-1", 500).statusCode()).isEqualTo(503);
        assertThat(charge("key-2", "order-2", 500).statusCode()).isEqualTo(503);
        assertThat(client.charges()).hasSize(1);
        assertThat(client.refused()).isEqualTo(2);
    }

    @Test
    void inAFolderItRemembersItsChargesAndItsPortOverAHardStop(@TempDir Path folder) throws Exception {
        URI before;
        try (PaymentGateway first = PaymentGateway.startIn(folder)) {
            before = first.url();
            assertThat(charge(before, "key-1", "order-1", 500).statusCode()).isEqualTo(201);
            assertThat(charge(before, "key-0", "order-0", 400).statusCode()).isEqualTo(201);
            assertThat(cancel(before, "key-0").body()).contains("400");
        }
        Files.writeString(folder.resolve("payment-gateway.jsonl"), "{\"key\":\"key-2", StandardOpenOption.APPEND);

        for (int i = 0; i < 2; i++) {
            try (PaymentGateway again = PaymentGateway.startIn(folder)) {
                assertThat(again.url()).isEqualTo(before);
                assertThat(charge(before, "key-1", "order-1", 500).body()).contains("charge-1");
                assertThat(charge(before, "key-2", "order-2", 600).body()).contains("charge-3");
                assertThat(charge(before, "key-0", "order-0", 400).body()).contains("CANCELLED");
                assertThat(cancel(before, "key-0").body()).contains("400");
                assertThat(new GatewayClient(before).charges())
                        .extracting(GatewayClient.Charge::reference)
                        .containsExactly("order-1", "order-0", "order-2");
                assertThat(new GatewayClient(before).cancellations())
                        .containsExactly(new GatewayClient.CancelledCharge("key-0", 400));
            }
        }
    }

    @Test
    void whereItsOldPortIsTakenItFindsAnother(@TempDir Path folder) {
        try (PaymentGateway first = PaymentGateway.startIn(folder);
                PaymentGateway second = PaymentGateway.startIn(folder)) {
            assertThat(second.url()).isNotEqualTo(first.url());
        }
    }

    @Test
    void withFaultsEveryKeyStillSucceedsAtItsThirdRequest() throws Exception {
        client.faults(7, 100, 0, Duration.ZERO);
        int faults = 0;
        for (int i = 0; i < 12; i++) {
            faults += failures("key-" + i);
            assertThat(charge("key-" + i, "order-" + i, 500).statusCode()).isEqualTo(201);
        }

        assertThat(faults).isEqualTo(24);
        assertThat(client.charges())
                .extracting(GatewayClient.Charge::reference)
                .doesNotHaveDuplicates()
                .hasSize(12);
    }

    @Test
    void aRequestWithoutItsKeyIsRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.url().resolve("/charges"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void nobodyAnswersWhereNoGatewayIs() {
        gateway.close();

        assertThat(client.answers()).isFalse();
        assertThat(new GatewayClient(URI.create("http://127.0.0.1:1")).answers())
                .isFalse();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> PaymentGateway.start(gateway.url().getPort()))
                .hasMessageContaining("cannot listen on port " + gateway.url().getPort());
    }

    private int failures(String key) throws InterruptedException {
        int failures = 0;
        for (int request = 0; request < 2; request++) {
            try {
                failures += charge(key, "order-" + key.substring(4), 500).statusCode() == 503 ? 1 : 0;
            } catch (IOException lostOrTimedOut) {
                failures++;
            }
        }
        return failures;
    }

    private HttpResponse<String> cancel(URI at, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at.resolve("/cancellations"))
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> charge(String key, String order, long cents) throws IOException, InterruptedException {
        return charge(gateway.url(), key, order, cents);
    }

    private HttpResponse<String> charge(URI at, String key, String order, long cents)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at.resolve("/charges"))
                .timeout(Duration.ofMillis(500))
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"reference\":\"%s\",\"amountCents\":%d,\"currency\":\"EUR\"}".formatted(order, cents)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
