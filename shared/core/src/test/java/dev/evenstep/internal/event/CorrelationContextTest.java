package dev.evenstep.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CorrelationContextTest {

    @Test
    void theFirstCauseStartsTheCorrelation() {
        assertThat(CorrelationContext.after(caused(CorrelationContext.none())))
                .isEqualTo(new CorrelationContext("e-1", "e-1", null));
    }

    @Test
    void aLaterCauseKeepsTheCorrelationAndTheTrace() {
        CorrelationContext before = new CorrelationContext("c-1", "c-2", "00-trace");

        assertThat(CorrelationContext.after(caused(before)))
                .isEqualTo(new CorrelationContext("c-1", "e-1", "00-trace"));
    }

    private static Envelope caused(CorrelationContext correlation) {
        return new EventEnvelope(
                "e-1",
                "shop",
                "T",
                1,
                Instant.EPOCH,
                null,
                null,
                correlation,
                null,
                null,
                JsonNodeFactory.instance.objectNode());
    }
}
