package dev.evenstep.engine.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When faults strike. */
class FaultsTest {

    private static List<Boolean> strikes(Faults faults, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(call ->
                        faults.strike(Fault.THROTTLE, "PutItem", "orders").isPresent())
                .toList();
    }

    @Test
    void oneSeedGivesOneSequence() {
        var rule = FaultRule.of(Fault.THROTTLE, 0.3);
        var first = strikes(Faults.of(7, rule), 1_000);

        assertThat(strikes(Faults.of(7, rule), 1_000)).isEqualTo(first);
        assertThat(strikes(Faults.of(8, rule), 1_000)).isNotEqualTo(first);
        assertThat(first.stream().filter(struck -> struck).count()).isBetween(240L, 360L);
    }

    @Test
    void aRuleStrikesWhereItFits() {
        var faults = Faults.of(1, FaultRule.of(Fault.CONFLICT, 1).on("PutItem", "orders"));

        assertThat(faults.strike(Fault.CONFLICT, "PutItem", "orders")).isPresent();
        assertThat(faults.strike(Fault.THROTTLE, "PutItem", "orders")).isEmpty();
        assertThat(faults.strike(Fault.CONFLICT, "GetItem", "orders")).isEmpty();
        assertThat(faults.strike(Fault.CONFLICT, "PutItem", "others")).isEmpty();
    }

    @Test
    void aRuleCanWaitAndEnd() {
        var faults = Faults.of(1, FaultRule.of(Fault.THROTTLE, 1).after(2).times(3));

        assertThat(strikes(faults, 7)).containsExactly(false, false, true, true, true, false, false);
    }

    @Test
    void rulesComeAndGoWhileItRuns() {
        var faults = Faults.none();
        assertThat(strikes(faults, 2)).containsOnly(false);
        faults.add(FaultRule.of(Fault.THROTTLE, 1).lasting(Duration.ofSeconds(2)));
        assertThat(faults.strike(Fault.THROTTLE, "a", "b"))
                .get()
                .extracting(FaultRule::delay)
                .isEqualTo(Duration.ofSeconds(2));
        faults.clear();
        assertThat(strikes(faults, 2)).containsOnly(false);
    }

    @Test
    void aProbabilityIsBetweenNeverAndAlways() {
        for (double bad : List.of(-0.1, 1.1, Double.NaN)) {
            assertThatThrownBy(() -> FaultRule.of(Fault.DELAY, bad)).hasMessageContaining("0 to 1");
        }
    }
}
