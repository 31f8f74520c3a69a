package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.demo.DemoResult;
import dev.evenstep.demo.ledger.Findings;
import dev.evenstep.demo.ledger.Invariant;
import dev.evenstep.demo.ledger.Invariant.Meaning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run of the demo says of itself, where something went wrong and where nothing did. */
class DemoReportTest {

    @Test
    void whatIsLostDoubledAndOutOfOrderIsToldApart() {
        DemoReport report = report(broken(Meaning.LOST, 1), broken(Meaning.DOUBLED, 2), broken(Meaning.ORDER, 3));

        ObjectNode json = report.json();
        assertThat(json.path("lost").intValue()).isEqualTo(1);
        assertThat(json.path("doubleEffects").intValue()).isEqualTo(2);
        assertThat(json.path("outOfOrder").intValue()).isEqualTo(3);
        assertThat(report.text())
                .contains("something is wrong; lost 1, doubled 2, out of order 3, in ")
                .doesNotContain("exactly once");
    }

    @Test
    void aRunInWhichEverythingHoldsSaysSo() {
        DemoReport report = report(new Invariant("versions rise", Meaning.ORDER, 0, ""));

        assertThat(report.json().path("outOfOrder").isInt()).isTrue();
        assertThat(report.text())
                .contains("every effect happened exactly once, in order; lost 0, doubled 0, out of order 0, in ");
    }

    private static Invariant broken(Meaning meaning, int violations) {
        return new Invariant("holds for " + meaning, meaning, violations, "o-1");
    }

    private static DemoReport report(Invariant... invariants) {
        Findings findings = new Findings(Map.of(), Map.of(), Map.of(), List.of(invariants), List.of(), 5, List.of());
        return new DemoReport(new DemoResult(3, 7, 20, 4, 2, true, findings, Duration.ofSeconds(1)));
    }
}
