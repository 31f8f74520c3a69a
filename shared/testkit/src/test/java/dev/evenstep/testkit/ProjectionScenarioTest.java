package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.testkit.EventStoreFixture.Balance;
import dev.evenstep.testkit.EventStoreFixture.Booked;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProjectionScenarioTest {

    private static final Projection<Balance> BALANCES = Projection.named("balances", Balance.class)
            .on(
                    EventStoreFixture.BOOKED,
                    event -> Objects.requireNonNull(event.subject()),
                    (view, event) -> event.data().amount() == 0
                            ? null
                            : Balance.after(view == null ? new Balance(0, 0) : view, event));

    private static ProjectionScenario<Balance> scenario() {
        return ProjectionScenario.of(BALANCES, EventStoreFixture.START).given("a-1", booked(5), booked(7));
    }

    private static NewEvent<Booked> booked(int amount) {
        return NewEvent.of(EventStoreFixture.BOOKED, new Booked(amount, "n"));
    }

    @Test
    void itSaysWhatIsSeenOfWhatHappened() {
        scenario()
                .then("a-1", new Balance(12, 2))
                .thenNone("a-2")
                .given("a-2", booked(1))
                .then("a-2", new Balance(1, 1))
                .given("a-1", booked(0))
                .thenNone("a-1");
    }

    @Test
    void itFailsWhereSomethingElseIsSeen() {
        assertThatThrownBy(() -> scenario().then("a-1", new Balance(5, 1))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> scenario().then("a-2", new Balance(5, 1))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> scenario().thenNone("a-1")).isInstanceOf(AssertionError.class);
    }
}
