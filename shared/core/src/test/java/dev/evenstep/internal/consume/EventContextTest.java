package dev.evenstep.internal.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.EventContext;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.spi.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventContextTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void aFunctionSeesTimeAttemptAttributesAndTraceAndNothingOfTheSourcesOwn() {
        Delivery delivery = new Delivery(
                "m-1",
                "{}",
                null,
                3,
                null,
                Map.of(
                        "tenant",
                        new Delivery.Attribute("String", "acme"),
                        Delivery.QUEUE,
                        new Delivery.Attribute(Delivery.SYSTEM, "arn:aws:sqs:eu-west-1:1:q"),
                        Delivery.TRACE,
                        new Delivery.Attribute(Delivery.SYSTEM, "Root=1-2")));

        EventContext context = new DeliveryContext(delivery, Deadline.in(Duration.ofSeconds(9), NOON));

        assertThat(context.remaining()).isEqualTo(Duration.ofSeconds(9));
        assertThat(context.deliveries()).isEqualTo(3);
        assertThat(context.attribute("tenant")).isEqualTo("acme");
        assertThat(context.attribute(Delivery.QUEUE)).isNull();
        assertThat(context.attribute("none")).isNull();
        assertThat(context.trace()).isEqualTo("Root=1-2");
    }
}
