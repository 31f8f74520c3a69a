package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often records failed, as every store must count it. */
interface AttemptsConformance extends RecordFixture {

    private String failing() {
        return "conformance#failing-" + run();
    }

    @Test
    default void everyFailedAttemptIsCountedUntilItIsForgotten() {
        assertThat(store().add(failing(), LATER)).isEqualTo(1);
        assertThat(store().add(failing(), LATER)).isEqualTo(2);
        assertThat(store().add("conformance#another-" + run(), LATER)).isEqualTo(1);

        store().forget(failing());
        assertThat(store().add(failing(), LATER)).isEqualTo(1);
    }

    @Test
    default void concurrentFailuresAreEachCounted() throws Exception {
        List<Integer> counts = concurrently(16, i -> store().add(failing(), LATER));

        assertThat(counts)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 16).boxed().toList());
    }
}
