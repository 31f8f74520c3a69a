package com.example.meters.registers;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import org.junit.jupiter.api.Test;

class RegistersTest {

    private static final String FIRST = Samples.read("meter-operator/Reading/v1-kilowatt-hours");
    private static final String SECOND = Samples.read("meter-operator/Reading/v2-watt-hours");

    @Test
    void kilowattHoursAsTextBecomeWattHours() {
        Scenario.of(Registers.CONSUMER)
                .when(FIRST)
                .thenApplied()
                .thenStored(Registers.register("meter-31"), Item.of("wattHours", 125_400));
    }

    @Test
    void aReadingThatComesEarlyWaitsForTheOneBefore() {
        Scenario.of(Registers.CONSUMER)
                .when(SECOND)
                .thenParked()
                .when(FIRST)
                .thenApplied()
                .thenStored(
                        Registers.register("meter-31"),
                        Item.of("wattHours", 126_000).with("readings", 2))
                .when(FIRST)
                .then(new Decision.Stale(2, 1));
    }

    @Test
    void whatIsNoNumberIsDeadLettered() {
        Scenario.of(Registers.CONSUMER)
                .when(FIRST.replace("125.4", "a lot"))
                .thenPoison(Reason.UNREADABLE_DATA);
    }
}
