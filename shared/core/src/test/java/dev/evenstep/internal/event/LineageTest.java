package dev.evenstep.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Lineage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineageTest {

    @Test
    void theFirstCauseStartsTheCorrelation() {
        assertThat(Lineage.after(caused(Lineage.none()))).isEqualTo(new Lineage("e-1", "e-1", null));
    }

    @Test
    void aLaterCauseKeepsTheCorrelationAndTheTrace() {
        Lineage before = new Lineage("c-1", "c-2", "00-trace");

        assertThat(Lineage.after(caused(before))).isEqualTo(new Lineage("c-1", "e-1", "00-trace"));
    }

    private static Envelope caused(Lineage lineage) {
        return new EventEnvelope(
                "e-1",
                "shop",
                "T",
                1,
                Instant.EPOCH,
                null,
                null,
                lineage,
                null,
                null,
                JsonNodeFactory.instance.objectNode());
    }
}
