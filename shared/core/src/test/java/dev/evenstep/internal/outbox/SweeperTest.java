package dev.evenstep.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Accepted;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Refused;
import dev.evenstep.internal.outbox.Sweeper.Swept;
import dev.evenstep.spi.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the sweeper finds, in which order it goes, and when it stops. */
class SweeperTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RelayFixture fixture = new RelayFixture();
    private Instant now = RelayFixture.NOW.plus(Duration.ofHours(2));

    @Test
    void whatNoStreamTellsOfIsPublishedInOrderAndOldestFirst() {
        commit("b/1", Duration.ofHours(1));
        commit("a/1", Duration.ofMinutes(30));
        commit("a/2", Duration.ofMinutes(20));
        commit("c/0", Duration.ofMinutes(10));

        Swept swept = sweep();

        assertThat(RelayFixture.kinds(swept.outcomes())).containsOnly("Applied");
        assertThat(fixture.published).containsExactlyInAnyOrder("b/1", "a/1", "a/2", "c/0");
        assertThat(fixture.published).containsSubsequence("b/1", "a/1", "a/2");
        assertThat(swept.left()).isEqualTo(new Backlog(0, Duration.ZERO));
        assertThat(sweep().outcomes()).isEmpty();
    }

    @Test
    void whatIsYoungerThanAMinuteIsTheRelays() {
        commit("a/1", Duration.ofSeconds(59));

        assertThat(sweep().outcomes()).isEmpty();
        now = now.plusSeconds(1);
        assertThat(RelayFixture.kinds(sweep().outcomes())).containsExactly("Applied");
    }

    @Test
    void whatIsPublishedIsNotSwept() {
        List<Delivery> records =
                List.of(fixture.committed("a/1", now.minus(MINUTE)), fixture.committed("a/2", now.minus(MINUTE)));
        assertThat(fixture.run(records)).containsOnly("Applied");

        assertThat(sweep().outcomes()).isEmpty();
        assertThat(fixture.published).containsExactly("a/1", "a/2");
    }

    @Test
    void anEntityThatCannotBePublishedIsCountedAndDelaysNoOther() {
        fixture.bus = event -> event.startsWith("stuck/") ? new Refused("AccessDenied", "no", false) : new Accepted();
        for (int version = 1; version <= 150; version++) {
            commit("stuck/" + version, Duration.ofMinutes(90));
        }
        for (int entity = 0; entity < 250; entity++) {
            commit("entity-" + entity + "/1", Duration.ofMinutes(5));
        }

        Swept swept = sweep();

        assertThat(fixture.published).hasSize(250).noneMatch(event -> event.startsWith("stuck"));
        assertThat(fixture.calls.stream().flatMap(List::stream).filter(event -> event.startsWith("stuck")))
                .hasSize(5);
        assertThat(swept.left()).isEqualTo(new Backlog(150, Duration.ofMinutes(90)));
        assertThat(fixture.dead).isEmpty();
    }

    @Test
    void aPoisonEventIsDeadLetteredWithItsReasonAndItsEntityGoesOn() {
        fixture.bus = event -> event.equals("a/1") ? new Refused("MalformedDetail", "no", true) : new Accepted();
        commit("a/1", MINUTE);
        commit("a/2", MINUTE);

        assertThat(RelayFixture.kinds(sweep().outcomes())).containsExactly("Poison", "Applied");
        assertThat(fixture.dead).hasSize(1);
        assertThat(sweep().outcomes()).isEmpty();
    }

    @Test
    void aSweepEndsWhenTheBusIsAwayAndCountsWhatIsLeft() {
        fixture.bus = event -> {
            throw new IllegalStateException("ResourceNotFoundException");
        };
        IntStream.range(0, 300).forEach(entity -> commit("entity-" + entity + "/1", Duration.ofMinutes(7)));

        Swept swept = sweep();

        assertThat(fixture.calls).hasSize(3);
        assertThat(swept.left()).isEqualTo(new Backlog(300, Duration.ofMinutes(7)));
    }

    @Test
    void aLongBacklogOfOneEntityGoesOutInOneSweep() {
        String[] events = IntStream.rangeClosed(1, 450).mapToObj(i -> "a/" + i).toArray(String[]::new);
        for (String event : events) {
            commit(event, MINUTE);
        }

        assertThat(RelayFixture.kinds(sweep().outcomes())).hasSize(450).containsOnly("Applied");
        assertThat(fixture.published).containsExactly(events);
    }

    @Test
    void oneEntityCanBeSweptAlone() {
        commit("a/1", MINUTE);
        commit("b/1", MINUTE);

        assertThat(fixture.sweeper()
                        .sweep(key -> key.entity().equals("b"), deadline())
                        .outcomes())
                .hasSize(1);
        assertThat(fixture.published).containsExactly("b/1");
    }

    @Test
    void withoutTimeNothingIsTried() {
        commit("a/1", MINUTE);

        Swept swept = fixture.sweeper().sweep(Deadline.in(Duration.ofSeconds(1), Clock.fixed(now, ZoneOffset.UTC)));

        assertThat(swept.outcomes()).isEmpty();
        assertThat(swept.left().rows()).isEqualTo(1);
    }

    private void commit(String event, Duration age) {
        Delivery unused = fixture.committed(event, now.minus(age));
    }

    private Swept sweep() {
        return fixture.sweeper().sweep(deadline());
    }

    private Deadline deadline() {
        return Deadline.in(MINUTE, Clock.fixed(now, ZoneOffset.UTC));
    }
}
