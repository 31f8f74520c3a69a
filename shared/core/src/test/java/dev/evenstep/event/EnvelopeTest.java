package dev.evenstep.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Envelopes as a user's tests make them, and as they are read. */
class EnvelopeTest {

    private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");

    private final Envelope bare = Envelope.of("e-1", "shop", "OrderPlaced", TIME);

    @Test
    void oneMadeByHandIsTheOneThatIsRead() {
        Envelope made = bare.about(new Entity("order-1", 3))
                .withLineage(new CorrelationContext("c", "d", null))
                .withPartitionKey("customer-1")
                .withExtensions(Map.of("tenant", "acme"))
                .withData(2, "{\"totalCents\":2150}");

        assertThat(made).isEqualTo(new EnvelopeJson(Limits.defaults()).read("""
                {"specversion":"1.0","id":"e-1","source":"shop","type":"OrderPlaced","time":"2026-11-21T08:00:00Z",
                 "subject":"order-1","entityversion":3,"schemaversion":2,"correlationid":"c","causationid":"d",
                 "partitionkey":"customer-1","tenant":"acme","data":{"totalCents":2150}}"""));
        assertThat(bare.withSubject("order-1").subject()).isEqualTo("order-1");
        assertThat(made.withSubject("order-1").entityVersion()).isNull();
    }

    @Test
    void dataIsJavasOwnOrText() {
        Envelope envelope = bare.withData(1, "{\"whole\":1,\"price\":12.50,\"lines\":[{\"sku\":\"a\"}],\"none\":null}");
        Map<String, ?> data = envelope.data();

        assertThat(data.get("whole")).isEqualTo(1L);
        assertThat(data.get("price")).isEqualTo(new BigDecimal("12.50"));
        assertThat(data.get("lines")).isEqualTo(List.of(Map.of("sku", "a")));
        assertThat(data).containsEntry("none", null);
        assertThat(bare.withData(1, "{\"n\":1E+2}").dataJson()).isEqualTo("{\"n\":100}");
        assertThat(bare.data()).isEmpty();
    }

    @Test
    void whatIsChangedInACopyOfTheDataIsNotChangedInTheEvent() {
        Envelope envelope = bare.withData(1, "{\"n\":1}");
        Object unused = envelope.data().remove("n");

        assertThat(envelope.dataJson()).isEqualTo("{\"n\":1}");
    }

    @Test
    void whatIsNoEventIsRefused() {
        assertThatThrownBy(() -> Envelope.of("", "shop", "OrderPlaced", TIME)).hasMessageContaining("id has 0");
        assertThatThrownBy(() -> bare.withData(0, "{}")).hasMessageContaining("versions count from 1");
        assertThatThrownBy(() -> bare.withData(1, "[]"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("The data is no object");
        assertThatThrownBy(() -> bare.withPartitionKey(" ")).hasMessageContaining("partitionkey is blank");
    }
}
