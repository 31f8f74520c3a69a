package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where nothing but names tells which stack something belongs to, as at LocalStack. */
class StackNamesTest {

    @Test
    void withAStackItsNamesBeginWithIt() {
        StackNames names = new StackNames("meters", false, Map.of());

        assertThat(names.include("meters-readings")).isTrue();
        assertThat(names.include("metersreadings")).isFalse();
        assertThat(names.include("readings")).isFalse();
        assertThat(names.mean("readings", "meters-readings")).isTrue();
        assertThat(names.mean("meters-readings", "meters-readings")).isTrue();
        assertThat(names.mean("reading", "meters-readings")).isFalse();
    }

    @Test
    void withoutOneEverythingIsMeantByItsWholeName() {
        StackNames names = new StackNames(null, false, Map.of());

        assertThat(names.include("readings")).isTrue();
        assertThat(names.shortened("meters-readings")).isEqualTo("meters-readings");
        assertThat(names.mean("readings", "meters-readings")).isFalse();
    }

    @Test
    void aStackAloneHasNamesOfEveryKind() {
        StackNames names = new StackNames("meters", true, Map.of("MeterQueue", "readings"));

        assertThat(names.include("readings")).isTrue();
        assertThat(names.mean("MeterQueue", "readings")).isTrue();
        assertThat(names.mean("MeterQueue", "meters-readings")).isFalse();
    }

    @Test
    void whatCloudFormationListsBelongsToItsStackHoweverItIsCalled() {
        StackNames names = new StackNames("meters", false, Map.of("MeterQueue", "readings"));

        assertThat(names.include("readings")).isTrue();
        assertThat(names.include("meters-of-another")).isFalse();
        assertThat(names.mean("MeterQueue", "readings")).isTrue();
    }
}
