package dev.evenstep.shop.chargepayment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.local.iam.RoleUse;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.local.LocalAwsExtension;
import dev.evenstep.testkit.local.QueueFunctionExercise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChargePaymentRoleTest {

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    @Test
    void itsRoleAllowsWhatItAsksForAndNothingElse() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] charged = "{\"chargeId\":\"charge-9\",\"refundedCents\":0}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, charged.length);
            exchange.getResponseBody().write(charged);
            exchange.close();
        });
        server.start();
        PaymentGateway gateway = new HttpPaymentGateway(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(2), 1);
        RoleUse use = QueueFunctionExercise.of(AWS, "test-charge-payment")
                .run(
                        parts -> {
                            SqsFunction function = Evenstep.from(parts.environment())
                                    .withDynamoDb(parts::dynamoDb)
                                    .withSqs(parts::sqs)
                                    .sqs(Payments.consumer(gateway));
                            return event -> function.handle(event, new FakeContext(10_000));
                        },
                        List.of(
                                Samples.read("fulfilment/ChargePayment/v1-charge"),
                                Samples.read("fulfilment/ChargePayment/v1-charge")
                                        .replace("order-2001", "order-2009"),
                                Samples.read("fulfilment/CancelPayment/v1-cancel")));

        assertThat(use).isEqualTo(new RoleUse("test-charge-payment", List.of(), List.of()));
    }
}
