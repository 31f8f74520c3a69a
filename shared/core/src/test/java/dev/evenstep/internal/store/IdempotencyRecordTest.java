package dev.evenstep.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Commits.Unparking;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a record lets in, as a table. */
class IdempotencyRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Guard FIRST = new Guard.FirstTime();
    private static final IdempotencyKey KEY = new IdempotencyKey("c", "bank", "e-5");
    private static final RecordAddress ADDRESS = new RecordAddress.OfStream(new PositionKey("c", "s"));
    private static final PositionRule NEXT = new PositionRule(PositionRule.TurnRule.NEXT, 1);
    private static final PositionRule LATER = new PositionRule(PositionRule.TurnRule.LATER, 1);
    private static final PositionRule SEEN = new PositionRule(PositionRule.TurnRule.NEXT_FROM_FIRST_SEEN, 1);

    static Stream<Arguments> positions() {
        String own = KEY.text();
        String skip = IdempotencyKey.skip("c", 3).text();
        return Stream.of(
                arguments("the next number", at(4L, "x", "f"), NEXT, null),
                arguments("the number reached, by this event", at(5L, own, "f"), NEXT, done()),
                arguments("by this event without a fingerprint", at(5L, own, null), NEXT, done()),
                arguments("by nobody known", at(5L, null, null), NEXT, done()),
                arguments("by this key with other data", at(5L, own, "g"), NEXT, new Refusal.KeyReused(own)),
                arguments("by another event", at(5L, "x", "f"), NEXT, new Refusal.Conflict(5, "x")),
                arguments("left out", at(5L, skip, "f"), NEXT, new Refusal.Late(5, 0)),
                arguments("a number passed", at(6L, "x", "f"), NEXT, new Refusal.Late(6, 0)),
                arguments("this key at the number before", at(4L, own, "f"), NEXT, new Refusal.KeyReused(own)),
                arguments("a number too early", at(3L, "x", "f"), NEXT, new Refusal.Early(3, 5, 0)),
                arguments("too early where nothing was seen", IdempotencyRecord.NONE, NEXT, new Refusal.Early(0, 5, 0)),
                arguments("anything where nothing was seen", IdempotencyRecord.NONE, SEEN, null),
                arguments("too early after the first seen", at(3L, "x", "f"), SEEN, new Refusal.Early(3, 5, 0)),
                arguments("any later number", at(2L, "x", "f"), LATER, null),
                arguments("not a passed one", at(6L, "x", "f"), LATER, new Refusal.Late(6, 0)),
                arguments(
                        "below the first, from below",
                        at(-1L, null, null),
                        new PositionRule(PositionRule.TurnRule.NEXT, 0),
                        early()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("positions")
    void aPositionLetsIn(String name, IdempotencyRecord record, PositionRule rule, @Nullable Refusal expected) {
        Step step = new Step.Ordered(ADDRESS, 5, rule, KEY, "f");

        assertThat(record.refusal(step, FIRST, null, NOW)).isEqualTo(expected);
    }

    @Test
    void aRecordOfOneEventLetsItInOnceAndTellsOtherContent() {
        Step step = new Step.InAnyOrder(KEY, "f");

        assertThat(IdempotencyRecord.NONE.refusal(step, FIRST, null, NOW)).isNull();
        assertThat(completed("f", NOW.plusSeconds(1)).refusal(step, FIRST, null, NOW))
                .isEqualTo(new Refusal.AlreadyCompleted("\"r\"", 0));
        assertThat(completed(null, null).refusal(step, FIRST, null, NOW))
                .isEqualTo(new Refusal.AlreadyCompleted("\"r\"", 0));
        assertThat(completed("g", NOW.plusSeconds(1)).refusal(step, FIRST, null, NOW))
                .isEqualTo(new Refusal.KeyReused(KEY.text()));
        assertThat(completed("g", NOW.minusSeconds(1)).refusal(step, FIRST, null, NOW))
                .isNull();
    }

    @Test
    void aLeaseHoldsOthersOffAndFencesWhoLostIt() {
        Step step = new Step.InAnyOrder(KEY, "f");
        IdempotencyRecord held = held("a", NOW);

        assertThat(held.refusal(step, FIRST, null, NOW)).isEqualTo(new Refusal.HeldByAnother(NOW));
        assertThat(held.refusal(step, FIRST, null, NOW.plusMillis(1))).isNull();
        assertThat(held.refusal(step, new Guard.HeldBy("a"), null, NOW.plusSeconds(99)))
                .isNull();
        assertThat(held.refusal(step, new Guard.HeldBy("b"), null, NOW)).isEqualTo(new Refusal.HeldByAnother(NOW));
        assertThat(IdempotencyRecord.NONE.refusal(step, new Guard.HeldBy("a"), null, NOW))
                .isEqualTo(new Refusal.LeaseLost());
    }

    @Test
    void whatIsParkedBehindItMustBeKnownToWhoeverTakesTheStep() {
        Step step = new Step.Ordered(ADDRESS, 5, NEXT, KEY, "f");
        IdempotencyRecord parked = new IdempotencyRecord(4L, "x", "f", false, null, null, null, null, 2, null);

        assertThat(parked.refusal(step, FIRST, null, NOW)).isEqualTo(new Refusal.OthersParked(2));
        assertThat(parked.refusal(step, FIRST, new Unparking(1, null), NOW)).isEqualTo(new Refusal.OthersParked(2));
        assertThat(parked.refusal(step, FIRST, new Unparking(3, null), NOW)).isEqualTo(new Refusal.OthersParked(2));
        assertThat(parked.refusal(step, FIRST, new Unparking(2, null), NOW)).isNull();
        assertThat(new Unparking(2, "place").left()).isEqualTo(1);
        assertThat(new Unparking(2, null).left()).isEqualTo(2);
    }

    @Test
    void whatARecordHasReachedIsItsPositionOrThatItsEventIsDone() {
        assertThat(at(0L, null, null).reached()).isZero();
        assertThat(IdempotencyRecord.NONE.reached()).isEqualTo(-1);
        assertThat(completed("f", NOW).reached()).isEqualTo(Long.MAX_VALUE);
        assertThat(new WaitCondition(ADDRESS, 0).isReached(IdempotencyRecord.NONE))
                .isFalse();
        assertThat(new WaitCondition(ADDRESS, 4).isReached(at(4L, null, null))).isTrue();
    }

    private static IdempotencyRecord at(Long position, @Nullable String event, @Nullable String fingerprint) {
        return new IdempotencyRecord(position, event, fingerprint, false, null, null, null, null, 0, null);
    }

    private static IdempotencyRecord completed(@Nullable String fingerprint, @Nullable Instant expiry) {
        return new IdempotencyRecord(null, null, fingerprint, true, "\"r\"", null, null, expiry, 0, null);
    }

    private static IdempotencyRecord held(String owner, Instant until) {
        return new IdempotencyRecord(null, null, null, false, null, owner, until, null, 0, null);
    }

    private static Refusal done() {
        return new Refusal.AlreadyCompleted(null, 0);
    }

    private static Refusal early() {
        return new Refusal.Early(-1, 5, 0);
    }
}
