package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MappingOptionsTest {

    @Test
    void badOptionsAreRefusedByName() {
        assertThatThrownBy(() -> MappingOptions.defaults().withReceiveWait(Duration.ofSeconds(21)))
                .hasMessage("receiveWait must be from 0 to 20 s, SQS's own bounds, was PT21S");
        assertThatThrownBy(() -> MappingOptions.defaults().withRetry(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("Retry must be positive");
        assertThatThrownBy(() -> MappingOptions.defaults().withRetry(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("Retry must be positive");
    }

    @Test
    void pausesDoubleUpToTheirBound() {
        MappingOptions options = MappingOptions.defaults().withRetry(Duration.ofMillis(100), Duration.ofSeconds(1));

        assertThat(IntStream.of(0, 1, 2, 3, 4, 1_000_000)
                        .mapToObj(options::retryPause)
                        .map(Duration::toMillis))
                .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
    }
}
