package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Fixture.NOTED;
import static dev.evenstep.internal.consume.Fixture.NOW;
import static dev.evenstep.internal.consume.Fixture.deposited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.InProgress;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Decision.Withheld;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.consume.Fixture.Noted;
import dev.evenstep.internal.store.Commits.CommitOutcome;
import dev.evenstep.internal.store.Leases.Claimed;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeasedModeTest {

    private static final ItemKey PAYMENT = ItemKey.of("payments", "account", "account-1");
    private static final Step STEP = Fixture.anyOrder("pay", "e-1");
    private static final RecordAddress RECORD = STEP.address();

    private final Fixture fixture = new Fixture();
    private final AtomicInteger paid = new AtomicInteger();

    @Test
    void theOutsideEffectHappensOnceAndItsOutcomeIsKept() {
        assertThat(fixture.consume(paying(), deposited("e-1", 1, 10))).isInstanceOf(Applied.class);
        assertThat(fixture.consume(paying(), deposited("e-1", 1, 10)))
                .isEqualTo(new Duplicate("{\"text\":\"paid 10\"}"));

        assertThat(paid).hasValue(1);
        assertThat(fixture.store.get(PAYMENT).orElseThrow().integer("amount")).isEqualTo(10);
        assertThat(fixture.store.outbox()).hasSize(1);
    }

    @Test
    void whileSomebodyElseIsAtItNothingHappens() {
        claimBySomebody();

        assertThat(fixture.consume(paying(), deposited("e-1", 1, 10))).isEqualTo(new InProgress(NOW.plusSeconds(10)));
        assertThat(paid).hasValue(0);
    }

    @Test
    void aLeaseWhoseHolderRanOutOfTimeIsTakenOver() {
        claimBySomebody();
        fixture.advance(Duration.ofSeconds(11));

        assertThat(fixture.consume(paying(), deposited("e-1", 1, 10))).isInstanceOf(Applied.class);
    }

    @Test
    void theLeaseEndsWithTheInvocationAndNotWithTheRecord() {
        LeasedConsumer looking = Consumer.leased("pay")
                .on(
                        DEPOSITED,
                        event -> assertThat(fixture.store.claim(
                                        STEP, "second", NOW, NOW.plusSeconds(99), NOW.plusSeconds(99), true))
                                .isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(10))),
                        event -> Effect.none());

        assertThat(fixture.consume(looking, deposited("e-1", 1, 10))).isInstanceOf(Applied.class);
    }

    @Test
    void aLateFirstExecutorCannotOverwriteItsSuccessor() {
        LeasedConsumer slow = Consumer.leased("pay")
                .on(
                        DEPOSITED,
                        event -> {
                            fixture.advance(Duration.ofSeconds(11));
                            assertThat(fixture.consume(paying(), deposited("e-1", 1, 10)))
                                    .isInstanceOf(Applied.class);
                        },
                        event -> Effect.of(Write.put(PAYMENT, Item.of("amount", 999)))
                                .publish(NOTED, new Noted("late")));

        assertThat(fixture.consume(slow, deposited("e-1", 1, 10))).isEqualTo(new Duplicate("{\"text\":\"paid 10\"}"));
        assertThat(fixture.store.get(PAYMENT).orElseThrow().integer("amount")).isEqualTo(10);
        assertThat(fixture.store.outbox()).hasSize(1);
    }

    @Test
    void aLateFirstExecutorCannotReleaseItsSuccessorsLease() {
        LeasedConsumer slow = failing(() -> {
            fixture.advance(Duration.ofSeconds(11));
            claimBySomebody();
            throw new IOException("too late");
        });

        assertThat(fixture.consume(slow, deposited("e-1", 1, 10)))
                .isInstanceOfSatisfying(
                        Transient.class, late -> assertThat(late.detail()).contains("too late"));
        assertThat(fixture.consume(paying(), deposited("e-1", 1, 10))).isInstanceOf(InProgress.class);
    }

    /** The interrupt ends the wait for a place. */
    @Test
    void withoutAPlaceNothingIsClaimedAndNoAttemptCounted() {
        LeasedConsumer paying = paying().within("gateway", 1, DEPOSITED);
        Thread.currentThread().interrupt();
        Decision decision = fixture.consume(paying, deposited("e-1", 1, 10));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(decision).isEqualTo(Withheld.behindOthers("gateway", NOW.plusSeconds(5)));
        assertThat(paid).hasValue(0);
        claimBySomebody();
        fixture.advance(Duration.ofSeconds(11));
        assertThat(fixture.consume(paying, deposited("e-1", 1, 10))).isInstanceOf(Applied.class);
    }

    @Test
    void placesAreForATypeThatTheConsumerTakes() {
        assertThatThrownBy(() -> paying().within("gateway", 1, NOTED))
                .hasMessage("Consumer pay does not take Noted; declare it with on(…) first");
    }

    @Test
    void aFailureGivesTheEventBackAtOnce() {
        LeasedConsumer failing = failing(() -> {
            throw new IOException("gateway is down");
        });

        assertThat(fixture.consume(failing, deposited("e-1", 1, 10)))
                .isInstanceOfSatisfying(
                        Transient.class, failed -> assertThat(failed.detail()).contains("gateway is down"));
        assertThat(fixture.consume(paying(), deposited("e-1", 1, 10))).isInstanceOf(Applied.class);
    }

    @Test
    void anErrorAndARejectionGiveTheEventBackToo() {
        LeasedConsumer broken = failing(() -> {
            throw new NoClassDefFoundError("Gateway");
        });
        LeasedConsumer rejecting = failing(() -> {
            throw new PermanentFailure("no such account");
        });

        assertThat(fixture.consume(broken, deposited("e-1", 1, 10))).isInstanceOf(Transient.class);
        assertThat(fixture.consume(rejecting, deposited("e-1", 1, 10))).isInstanceOf(Poison.class);
        assertThat(fixture.consume(paying(), deposited("e-1", 1, 10))).isInstanceOf(Applied.class);
    }

    @Test
    void aLeaseThatCannotBeGivenBackDoesNotHideWhyItIs() {
        ScriptedStore throttled =
                new ScriptedStore(fixture.store).before(ScriptedStore.Call.RELEASE, ScriptedStore.always());
        LeasedConsumer rejecting = failing(() -> {
            throw new PermanentFailure("no such account");
        });

        assertThat(fixture.consume(rejecting, throttled, deposited("e-1", 1, 10)))
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.detail()).isEqualTo("no such account"));
    }

    @Test
    void aCompletionWhoseReplyIsLostIsNotTakenBack() {
        ScriptedStore losing = new ScriptedStore(fixture.store, commit -> {
            CommitOutcome unused = fixture.store.commit(commit);
            throw new IllegalStateException("connection reset");
        });

        assertThat(fixture.consume(paying(), losing, deposited("e-1", 1, 10))).isInstanceOf(Duplicate.class);
        assertThat(fixture.consume(paying(), deposited("e-1", 1, 10))).isInstanceOf(Duplicate.class);
        assertThat(paid).hasValue(1);
    }

    @Test
    void aLeaseThatIsGoneIsSaidSo() {
        LeasedConsumer forgotten = Consumer.leased("pay")
                .on(DEPOSITED, event -> fixture.store.release(RECORD, "owner-1"), event -> Effect.none());

        assertThat(fixture.consume(forgotten, deposited("e-1", 1, 10)))
                .isEqualTo(Transient.ofContention("The lease ran out before the effect was committed"));
    }

    private LeasedConsumer paying() {
        return Consumer.leased("pay")
                .on(
                        DEPOSITED,
                        Noted.class,
                        event -> {
                            paid.incrementAndGet();
                            return new Noted("paid " + event.data().amount());
                        },
                        (event, answer) -> Effect.of(Write.put(
                                        PAYMENT, Item.of("amount", event.data().amount())))
                                .publish(NOTED, answer));
    }

    private static LeasedConsumer failing(Failing call) {
        return Consumer.leased("pay").on(DEPOSITED, event -> call.run(), event -> Effect.none());
    }

    private interface Failing {

        void run() throws Exception;
    }

    private void claimBySomebody() {
        Instant now = fixture.clock.instant();
        assertThat(fixture.store.claim(STEP, "somebody", now, now.plusSeconds(10), now.plusSeconds(3_600), true))
                .isEqualTo(new Claimed());
    }
}
