package dev.evenstep.internal.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import org.junit.jupiter.api.Test;

class WakeUpTest {

    private final Fixture fixture = new Fixture();

    @Test
    void whatIsSentIsWhatIsRead() {
        WakeUp ofStream = new WakeUp("log", "account-1", null, null, WakeUp.Task.LEAVE_OUT, Fixture.NOW);
        WakeUp ofEvent = new WakeUp("log", null, "bank", "e#1", WakeUp.Task.LOOK_AFTER, Fixture.NOW.plusMillis(1));

        assertThat(WakeUp.of(read(ofStream))).isEqualTo(ofStream);
        assertThat(WakeUp.of(read(ofEvent))).isEqualTo(ofEvent);
        assertThat(WakeUp.isOne(read(ofEvent))).isTrue();
    }

    @Test
    void everyOneIsAnEventOfItsOwn() {
        WakeUp wakeUp = new WakeUp("log", "account-1", null, null, WakeUp.Task.LOOK_AFTER, Fixture.NOW);

        assertThat(read(wakeUp).id()).isNotEqualTo(read(wakeUp).id());
    }

    @Test
    void oneThatNamesNothingOrTwoThingsIsRefused() {
        assertThatThrownBy(() -> new WakeUp("log", null, "bank", null, WakeUp.Task.LOOK_AFTER, Fixture.NOW))
                .hasMessageContaining("must name a stream, or an event by source and id");
        assertThatThrownBy(() -> new WakeUp("log", "s", "bank", null, WakeUp.Task.LOOK_AFTER, Fixture.NOW))
                .hasMessageContaining("and not both");
        assertThatThrownBy(() -> new WakeUp("log", "s", "bank", "e", WakeUp.Task.LOOK_AFTER, Fixture.NOW))
                .hasMessageContaining("and not both");
    }

    @Test
    void oneThatCannotBeReadIsDeadLettered() {
        String torn = new WakeUp("log", "account-1", null, null, WakeUp.Task.LOOK_AFTER, Fixture.NOW)
                .toMessage(Fixture.NOW)
                .replace("account-1", "")
                .replace("\"due\":\"2026", "\"due\":\"today");

        assertThat(fixture.consume(Kept.TRANSACTIONAL.inOrder(), torn)).isInstanceOf(Poison.class);
        assertThat(fixture.deadReasons()).containsExactly("malformed");
    }

    @Test
    void anotherConsumersIsDeadLetteredAndSkipsNothing() {
        assertThat(fixture.consume(Kept.TRANSACTIONAL.inOrder(), Kept.event(2))).isInstanceOf(Parked.class);
        WakeUp astray = new WakeUp("other", "account-1", null, null, WakeUp.Task.LEAVE_OUT, Fixture.NOW);

        assertThat(fixture.consume(Kept.TRANSACTIONAL.inOrder(), astray.toMessage(Fixture.NOW)))
                .isInstanceOf(Poison.class);
        assertThat(fixture.dead.getFirst().poison().detail()).contains("for the consumer other and came to log");
        assertThat(fixture.store.record(Fixture.stream("log", "account-1")).position())
                .isNull();
    }

    private static Envelope read(WakeUp wakeUp) {
        return new EnvelopeJson(Limits.defaults()).read(wakeUp.toMessage(Fixture.NOW));
    }
}
