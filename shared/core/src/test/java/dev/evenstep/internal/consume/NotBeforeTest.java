package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Kept.effects;
import static dev.evenstep.internal.consume.Kept.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.InProgress;
import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.effect.Effect;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that must not run before a time that they name. */
class NotBeforeTest {

    private static final Duration WAIT = Duration.ofDays(3);

    private final Fixture fixture = new Fixture();

    @ParameterizedTest
    @EnumSource
    void anEventIsHeldBackUntilItIsDue(Kept mode) {
        String later = later(event(1));

        assertThat(fixture.consume(mode.inOrder(), later)).isEqualTo(new InProgress(Fixture.NOW.plus(WAIT)));
        fixture.advance(WAIT.minusNanos(1));
        assertThat(fixture.consume(mode.inOrder(), later)).isEqualTo(new InProgress(Fixture.NOW.plus(WAIT)));
        assertThat(effects(fixture)).isEmpty();

        fixture.advance(Duration.ofNanos(1));
        assertThat(fixture.consume(mode.inOrder(), later)).isInstanceOf(Applied.class);
        assertThat(effects(fixture)).containsExactly(1);
        assertThat(fixture.dead).isEmpty();
    }

    @Test
    void inAnyOrderToo() {
        for (Consumer consumer : new Consumer[] {
            Consumer.idempotent("book").on(Fixture.DEPOSITED, event -> new Applied()),
            Consumer.transactional("any").on(Fixture.DEPOSITED, event -> Effect.none()),
            Consumer.leased("calls").on(Fixture.DEPOSITED, event -> {}, event -> Effect.none()),
            Consumer.versioned("latest", Kept::log)
                    .latestWins()
                    .on(Fixture.DEPOSITED, event -> Kept.append(event, e -> {}))
        }) {
            assertThat(fixture.consume(consumer, later(event(1)))).isEqualTo(new InProgress(Fixture.NOW.plus(WAIT)));
        }
        assertThat(effects(fixture)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aParkedEventWhoseTimeIsAheadAgainSinceTheClockWentBackWaitsForIt(Kept mode) {
        fixture.advance(WAIT);
        assertThat(fixture.consume(mode.inOrder(), later(event(2)))).isInstanceOf(Parked.class);
        fixture.advance(WAIT.negated());

        assertThat(fixture.consume(mode.inOrder(), event(1))).isInstanceOf(Applied.class);
        assertThat(effects(fixture)).containsExactly(1);

        fixture.wakeUntilQuiet(mode.inOrder(), 5);
        assertThat(effects(fixture)).containsExactly(1, 2);
        assertThat(fixture.clock.instant()).isAfterOrEqualTo(Fixture.NOW.plus(WAIT));
    }

    @ParameterizedTest
    @EnumSource
    void anEventThatRanIsADuplicateWhateverTheClockSays(Kept mode) {
        fixture.advance(WAIT);
        assertThat(fixture.consume(mode.inOrder(), later(event(1)))).isInstanceOf(Applied.class);
        fixture.advance(WAIT.negated());

        assertThat(fixture.consume(mode.inOrder(), later(event(1)))).isInstanceOf(InProgress.class);
        fixture.advance(WAIT);
        assertThat(fixture.consume(mode.inOrder(), later(event(1)))).isInstanceOf(Duplicate.class);
        assertThat(effects(fixture)).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"tomorrow\"", "\"2026-11-24\"", "1795248000", "true", "\"\""})
    void oneThatIsNoTimeIsPoison(String notBefore) {
        String body = event(1).replace("\"data\"", "\"notbefore\":" + notBefore + ",\"data\"");

        Decision decision = fixture.consume(Kept.TRANSACTIONAL.inOrder(), body);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Poison.class,
                        poison -> assertThat(poison.detail()).contains("The envelope's notbefore is not", "RFC 3339"));
        assertThat(fixture.deadReasons()).containsExactly("malformed");
    }

    private static String later(String body) {
        return body.replace("\"data\"", "\"notbefore\":\"2026-11-24T09:00:00+01:00\",\"data\"");
    }
}
