package dev.evenstep.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.EventReference;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReferenceTest {

    @Test
    void aReferenceNamesAnEventByItsSourceAndId() {
        EventReference reference = new EventReference("shop", "e-1", null, null);

        assertThat(reference.text()).isEqualTo("shop#e-1");
        assertThat(EventReference.parse("shop#e-1")).isEqualTo(reference);
    }

    @Test
    void aReferenceMayNameTheEntityAtItsVersion() {
        EventReference reference = new EventReference("shop", "e-1", "order-1", 3_000_000_000L);

        assertThat(reference.text()).isEqualTo("shop#e-1#order-1#3000000000");
        assertThat(EventReference.parse(reference.text())).isEqualTo(reference);
    }

    @Test
    void separatorsWithinAPartAreEscaped() {
        EventReference reference = new EventReference("https://shop/a#b", "100%, or 1 %23", "a,b", 1L);

        assertThat(reference.text()).isEqualTo("https://shop/a%23b#100%25%2C%20or%201%20%2523#a%2Cb#1");
        assertThat(EventReference.parse(reference.text())).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "shop#",
                "#e-1",
                "shop#e-1#order-1",
                "shop#e-1#order-1#",
                "shop#e-1#order-1#0",
                "shop#e-1#order-1#01",
                "shop#e-1#order-1#-1",
                "shop#e-1#order-1#x",
                "shop#e-1#order-1#99999999999999999999",
                "shop#e-1##1",
                "shop#e-1#order-1#1#2",
                "shop#e 1",
                "shop#e%1",
                "shop#e%41",
                "shop#%20"
            })
    void whatIsNoReferenceIsRefused(String text) {
        assertThatThrownBy(() -> EventReference.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReferenceToAnEventHasWhatTheEventHas() {
        assertThat(EventReference.to(event("order-1", 3))).isEqualTo(new EventReference("shop", "e-1", "order-1", 3L));
        assertThat(EventReference.to(event("order-1", null))).isEqualTo(new EventReference("shop", "e-1", null, null));
        assertThat(EventReference.to(event(null, null))).isEqualTo(new EventReference("shop", "e-1", null, null));
    }

    @Test
    void aReferenceHasASubjectAndAVersionOrNeither() {
        assertThatThrownBy(() -> new EventReference("s", "e", "order-1", null)).hasMessageContaining("both, or none");
        assertThatThrownBy(() -> new EventReference("s", "e", null, 1L)).hasMessageContaining("both, or none");
        assertThatThrownBy(() -> new EventReference("s", "e", "order-1", 0L)).hasMessageContaining("version is 0");
        assertThatThrownBy(() -> new EventReference(" ", "e", null, null)).hasMessageContaining("source has 1");
    }

    @Test
    void oneToTenEventsCanBeNamed() {
        EventReference one = new EventReference("s", "e", null, null);

        assertThat(EventReference.text(List.of(one, one))).isEqualTo("s#e,s#e");
        assertThat(EventReference.listOf(EventReference.text(Collections.nCopies(10, one))))
                .hasSize(10);
        assertThatThrownBy(() -> EventReference.text(List.of())).hasMessageContaining("0 events; 1 to 10");
        assertThatThrownBy(() -> EventReference.text(Collections.nCopies(11, one)))
                .hasMessageContaining("11 events; 1 to 10");
    }

    private static Envelope event(@Nullable String subject, @Nullable Integer version) {
        return new EventEnvelope(
                "e-1",
                "shop",
                "T",
                1,
                Instant.EPOCH,
                subject,
                version,
                CorrelationContext.none(),
                null,
                null,
                JsonNodeFactory.instance.objectNode());
    }
}
