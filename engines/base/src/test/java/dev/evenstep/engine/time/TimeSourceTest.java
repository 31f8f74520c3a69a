package dev.evenstep.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Time that is moved, and the machine's own. */
class TimeSourceTest {

    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    private final ManualTime time = new ManualTime(START);
    private final List<String> done = new ArrayList<>();

    private void note(String what) {
        done.add(what + "@" + Duration.between(START, time.now()).toSeconds());
    }

    @Test
    void workIsDoneInItsOrderAndSeesItsTime() {
        time.at(START.plusSeconds(20), () -> note("b"));
        time.at(START.plusSeconds(10), () -> note("a"));
        time.at(START.plusSeconds(20), () -> note("c"));
        time.at(START.minusSeconds(5), () -> note("late"));
        time.at(START.plusSeconds(31), () -> note("never"));

        time.advance(Duration.ofSeconds(30));

        assertThat(done).containsExactly("late@0", "a@10", "b@20", "c@20");
        assertThat(time.now()).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void workThatMakesWorkHasItDoneInTheSameMove() {
        time.at(START.plusSeconds(1), () -> {
            note("first");
            time.at(time.now().plusSeconds(1), () -> note("second"));
        });

        time.advance(Duration.ofHours(5));

        assertThat(done).containsExactly("first@1", "second@2");
        assertThat(time.now()).isEqualTo(START.plus(Duration.ofHours(5)));
    }

    @Test
    void workThatIsCancelledIsNotDone() {
        var timer = time.at(START.plusSeconds(1), () -> note("cancelled"));
        time.at(START.plusSeconds(1), () -> note("kept"));
        timer.cancel();
        timer.cancel();
        time.advance(Duration.ofSeconds(1));
        assertThat(done).containsExactly("kept@1");

        time.at(START.plusSeconds(2), () -> note("closed"));
        time.close();
        time.advance(Duration.ofSeconds(9));
        assertThat(done).hasSize(1);
    }

    @Test
    void theMachinesTimeDoesWorkWhenItHasCome() throws InterruptedException {
        try (var system = TimeSource.system()) {
            var order = new CountDownLatch(2);
            var cancelled = system.at(system.now().plusSeconds(600), order::countDown);
            Instant before = system.now();
            system.at(before.plusMillis(20), order::countDown);
            system.at(before.minusSeconds(1), order::countDown);
            order.await();
            assertThat(system.now()).isAfterOrEqualTo(before.plusMillis(20));
            cancelled.cancel();
        }
    }
}
