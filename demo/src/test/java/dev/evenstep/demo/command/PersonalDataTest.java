package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenstep.cli.deadletter.DeadLetter;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.SubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A customer's address on its way through the shop, and after the customer's key is erased. */
class PersonalDataTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private static final EventType<Object> COMMAND = EventType.of("shop-web", "PlaceOrder", Object.class)
            .since(2, 2)
            .withPersonal("customerId", "customerEmail");

    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    private final String run = UUID.randomUUID().toString();
    private final String customer = "customer-" + run;
    private final String email = run + "@erased.example";

    @Test
    void erasingACustomersKeyErasesTheAddressWhereverItLies() {
        SubjectKeys keys = SHOP.shop().subjectKeys();
        send(keys, "order-" + run, "[{\"sku\":\"none\",\"quantity\":1,\"unitPriceCents\":1}]");
        send(keys, "refused-" + run, "[]");
        List<Envelope> events = Stream.of(appearing(this::placed), appearing(this::refused))
                .flatMap(List::stream)
                .toList();
        assertThat(events).allSatisfy(event -> {
            assertThat(json.write(event)).doesNotContain(email);
            assertThat(keys.decrypt(event).data()).containsEntry("customerEmail", email);
        });
        assertThat(SHOP.tables().everything().toString()).contains(customer).doesNotContain(email);

        keys.erase(customer);

        assertThat(events)
                .allSatisfy(event -> assertThat(
                                SHOP.shop().subjectKeys().decrypt(event).data())
                        .containsEntry("customerId", customer)
                        .containsEntry("customerEmail", null));
    }

    private static List<Envelope> appearing(Callable<List<Envelope>> look) {
        return await().atMost(Duration.ofSeconds(30)).until(look, found -> !found.isEmpty());
    }

    private List<Envelope> placed() {
        return SHOP.shop()
                .eventStore()
                .read("order-" + run, ReadOptions.forward().limit(1))
                .events();
    }

    private List<Envelope> refused() {
        return SHOP.deadLetters("place-order").stream()
                .map(DeadLetter::body)
                .filter(body -> body.contains("refused-" + run))
                .map(body -> (Envelope) json.read(body))
                .toList();
    }

    private void send(SubjectKeys keys, String order, String lines) {
        Envelope command = Envelope.of(
                        "command-" + order, "shop-web", "PlaceOrder", Instant.parse("2026-11-21T08:00:00Z"))
                .withSubject(customer)
                .withData(2, """
                        {"orderId":"%s","customerId":"%s","customerEmail":"%s","currency":"EUR","lines":%s}""".formatted(order, customer, email, lines));
        SHOP.clients()
                .sqs()
                .sendMessage(request -> request.queueUrl(SHOP.shop().queueUrl("place-order"))
                        .messageBody(json.write(keys.encrypt(COMMAND, command)))
                        .messageGroupId(customer)
                        .messageDeduplicationId(order));
    }
}
