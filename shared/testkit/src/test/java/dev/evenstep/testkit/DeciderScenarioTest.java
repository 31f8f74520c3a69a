package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.testkit.CommandsConformance.Account;
import dev.evenstep.testkit.EventStoreFixture.Booked;
import org.junit.jupiter.api.Test;

class DeciderScenarioTest {

    @Test
    void itSaysWhatIsDecidedOnWhatHappened() {
        DeciderScenario.of(new Account())
                .given(new Booked(5, "salary"))
                .when(-3)
                .then(new Booked(-3, "n"))
                .when(-3)
                .thenRefused("overdrawn")
                .when(0)
                .then();
    }

    @Test
    void itFailsWhereSomethingElseIsDecided() {
        assertThatThrownBy(() -> DeciderScenario.of(new Account()).when(3).then(new Booked(4, "n")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> DeciderScenario.of(new Account()).when(3).thenRefused("overdrawn"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> DeciderScenario.of(new Account()).when(-3).thenRefused("closed"))
                .isInstanceOf(AssertionError.class);
    }
}
