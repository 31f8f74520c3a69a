package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Fixture.deposited;
import static dev.evenstep.internal.consume.Kept.effects;
import static dev.evenstep.internal.consume.Kept.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.Write;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A source and id that are used again, with something else in them. */
class FingerprintsTest {

    private static final Consumer TRANSACTIONAL =
            Consumer.transactional("log").on(DEPOSITED, event -> Effect.of(Kept.append(event, any -> {})));
    private static final Consumer LEASED =
            Consumer.leased("log").on(DEPOSITED, event -> {}, event -> Effect.of(Kept.append(event, any -> {})));
    private static final Consumer LATEST =
            Consumer.versioned("log", Kept::log).latestWins().on(DEPOSITED, event -> Kept.append(event, any -> {}));

    private final Fixture fixture = new Fixture();

    @Test
    void inAnyOrderOtherDataUnderAKnownKeyIsPoison() {
        reused(TRANSACTIONAL);
    }

    @Test
    void inAnyOrderOtherDataUnderAKnownKeyCallsNothingOutside() {
        reused(LEASED);
        assertThat(fixture.owners).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource
    void inOrderOtherDataUnderAKnownKeyIsPoison(Kept mode) {
        reused(mode.inOrder());
        assertThat(fixture.consume(mode.inOrder(), event(2))).isEqualTo(new Applied());
    }

    @Test
    void whereTheLatestWinsOtherDataUnderAKnownKeyIsPoison() {
        reused(LATEST);
    }

    private void reused(Consumer consumer) {
        assertThat(fixture.consume(consumer, event(1))).isEqualTo(new Applied());

        Decision decision = fixture.consume(consumer, deposited("e-1", 1, 99));

        assertThat(decision).isInstanceOfSatisfying(Poison.class, poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.KEY_REUSED);
            assertThat(poison.detail()).contains("log#bank#e-1").doesNotContain("99");
        });
        assertThat(fixture.deadReasons()).containsExactly("key-reused");
        assertThat(effects(fixture)).containsExactly(1);
        assertThat(fixture.parked(Kept.TRANSACTIONAL.address())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anotherTypeIsOtherContentToo(Kept mode) {
        assertThat(fixture.consume(mode.inOrder(), event(1))).isEqualTo(new Applied());
        assertThat(fixture.consume(mode.inOrder(), event(1).replace("Deposited", "Audited")))
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.reason()).isEqualTo(Reason.KEY_REUSED));
    }

    @ParameterizedTest
    @EnumSource
    void theSameContentInAnotherNotationIsADuplicate(Kept mode) {
        assertThat(fixture.consume(mode.inOrder(), event(1))).isEqualTo(new Applied());
        String other = event(1).replace(
                        "{\"account\":\"account-1\",\"amount\":1}", "{ \"amount\": 1.0, \"account\": \"account-1\" }")
                .replace("\"traceparent\":\"00-t\"", "\"traceparent\":\"00-u\"");

        assertThat(other).isNotEqualTo(event(1));
        assertThat(fixture.consume(mode.inOrder(), other)).isEqualTo(new Duplicate(null));
    }

    @ParameterizedTest
    @EnumSource
    void oneIdAtTwoVersionsIsPoisonAtTheSecond(Kept mode) {
        assertThat(fixture.consume(mode.inOrder(), event(1))).isEqualTo(new Applied());

        assertThat(fixture.consume(mode.inOrder(), deposited("e-1", 2, 1)))
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.reason()).isEqualTo(Reason.KEY_REUSED));
        assertThat(fixture.consume(mode.inOrder(), event(2))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2);
    }

    @Test
    void whatWasHandledBeforeFingerprintsWereKeptIsADuplicate() {
        fixture.store.put(Kept.log("account-1"), Item.of("entityVersion", 1).with("lastEvent", "log#bank#e-1"));

        assertThat(fixture.consume(Kept.VERSIONED.inOrder(), event(1))).isEqualTo(new Duplicate(null));
    }

    @Test
    void aForgottenKeyIsNewAgain() {
        assertThat(fixture.consume(TRANSACTIONAL, event(1))).isEqualTo(new Applied());
        fixture.advance(Duration.ofDays(31));

        assertThat(fixture.consume(TRANSACTIONAL, deposited("e-1", 1, 99))).isEqualTo(new Applied());
    }

    @Test
    void anEffectMayNotChangeWhatIsKeptOnTheItem() {
        Consumer changing = Consumer.versioned("log", Kept::log)
                .on(DEPOSITED, event -> Write.update(Kept.log("account-1")).set("lastFingerprint", "x"));

        assertThat(fixture.consume(changing, event(1)))
                .isInstanceOfSatisfying(
                        Decision.Transient.class,
                        refused -> assertThat(refused.detail()).contains("changes one of"));
    }
}
