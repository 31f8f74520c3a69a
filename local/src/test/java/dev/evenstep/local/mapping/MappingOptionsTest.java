package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MappingOptionsTest {

    private static MappingOptions options(int receiveWait, int firstRetry, int longestRetry) {
        return new MappingOptions(
                Duration.ofSeconds(receiveWait), Duration.ofSeconds(firstRetry), Duration.ofSeconds(longestRetry));
    }

    @Test
    void badOptionsAreRefusedByName() {
        assertThatThrownBy(() -> options(21, 1, 2))
                .hasMessage("receiveWait must be from 0 to 20 s, SQS's own bounds, was PT21S");
        assertThatThrownBy(() -> options(1, 2, 1)).hasMessageContaining("Retry must be positive");
        assertThatThrownBy(() -> options(1, 0, 1)).hasMessageContaining("Retry must be positive");
    }

    @Test
    void pausesDoubleUpToTheirBound() {
        MappingOptions options = new MappingOptions(Duration.ZERO, Duration.ofMillis(100), Duration.ofSeconds(1));

        assertThat(IntStream.of(0, 1, 2, 3, 4, 1_000_000)
                        .mapToObj(options::retryPause)
                        .map(Duration::toMillis))
                .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
    }
}
