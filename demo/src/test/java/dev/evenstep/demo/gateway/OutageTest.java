package dev.evenstep.demo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutageTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void itBeginsWithTheFirstRequestAfterItsChargesAndEndsByItself() {
        Outage outage = new Outage(1, Duration.ofSeconds(3));

        assertThat(outage.refuses(NOON)).isFalse();
        outage.charged();
        assertThat(outage.refuses(NOON.plusSeconds(60))).isTrue();
        assertThat(outage.refuses(NOON.plusSeconds(62))).isTrue();
        assertThat(outage.refuses(NOON.plusSeconds(63))).isFalse();
        assertThat(outage.refused()).isEqualTo(2);
    }

    @Test
    void withoutOneNothingIsRefused() {
        assertThat(Outage.none().refuses(NOON)).isFalse();
    }
}
