package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.deposited;
import static dev.evenstep.internal.consume.Kept.effects;
import static dev.evenstep.internal.consume.Kept.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.effect.Effect;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.order.InOrder;
import dev.evenstep.spi.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parked events whose body the consumer that is deployed now cannot read: limits shrank, or a rule became stricter. */
class ParkedUnreadableTest {

    private final Fixture fixture = new Fixture();

    @ParameterizedTest
    @EnumSource
    void isPoisonInItsTurnAndStopsTheLineUntilACorrectedOneIsRedriven(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), List.of(event(2), event(3)));
        spoil(mode.address());

        assertThat(fixture.consume(mode.inOrder(), event(1))).isEqualTo(new Applied());

        assertThat(fixture.deadReasons()).containsExactly("malformed");
        assertThat(fixture.consume(mode.inOrder(), event(2))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
        assertThat(fixture.parked(mode.address())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isLeftBehindWhereTheConsumerStepsAside(Kept mode) {
        Consumer aside = mode.inOrder(InOrder.byEntityVersion().steppingAside(), event -> {});
        List<String> unused = fixture.consumeAll(aside, List.of(event(2), event(3)));
        spoil(mode.address());

        assertThat(fixture.consume(aside, event(1))).isEqualTo(new Applied());

        assertThat(fixture.deadReasons()).containsExactly("malformed");
        assertThat(effects(fixture)).containsExactly(1, 3);
        assertThat(fixture.parked(mode.address())).isEmpty();
    }

    @Test
    void isDeadLetteredWhenWhatItDependsOnIsThere() {
        Consumer any = Consumer.transactional("log")
                .on(Fixture.DEPOSITED, event -> Effect.of(Kept.append(event, handled -> {})));
        String needing = deposited("e-9", 1, 9).replace("\"subject\"", "\"dependson\":\"bank#e-1\",\"subject\"");
        assertThat(fixture.consume(any, needing)).isInstanceOf(Parked.class);
        spoil(Fixture.event("log", "e-1"));

        assertThat(fixture.consume(any, deposited("e-1", 1, 1))).isEqualTo(new Applied());

        assertThat(fixture.deadReasons()).containsExactly("malformed");
        assertThat(fixture.parked(Fixture.event("log", "e-1"))).isEmpty();
    }

    @Test
    void isDeadLetteredOnceWhenWhatItDependsOnDoesNotCome() {
        Kept mode = Kept.TRANSACTIONAL;
        RecordAddress other = mode.address("account-2");
        String needing = event(1).replace("\"subject\"", "\"dependson\":\"bank#o-1#account-2#1\",\"subject\"");
        assertThat(fixture.consume(mode.inOrder(), needing)).isInstanceOf(Parked.class);
        spoil(other);

        fixture.wakeUntilQuiet(mode.inOrder(), 5);

        assertThat(fixture.dead).hasSize(1);
        assertThat(fixture.parked(other)).isEmpty();
        assertThat(fixture.wakeUps).isEmpty();
    }

    /** The first one's body. */
    private void spoil(RecordAddress address) {
        ParkedEvent event = fixture.store.parkedBehind(address).getFirst();
        Delivery delivery = event.delivery();
        fixture.store.change(new ParkedEvent(
                event.condition(),
                event.place(),
                event.event(),
                new Delivery(
                        delivery.id(),
                        "{",
                        delivery.group(),
                        delivery.attempt(),
                        delivery.sentAt(),
                        delivery.attributes()),
                event.state(),
                event.reason(),
                event.attempts(),
                event.since(),
                event.until()));
    }
}
