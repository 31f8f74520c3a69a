package com.example.meters.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item;
import dev.evenstep.event.Envelope;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import org.junit.jupiter.api.Test;

class BillingTest {

    private static final String FIRST = Samples.read("meter-operator/Reading/v1-kilowatt-hours");
    private static final String SECOND = Samples.read("meter-operator/Reading/v2-watt-hours");
    private static final String BACKWARDS = Samples.read("meter-operator/Reading/v2-backwards");

    @Test
    void eachReadingIsOneLineOfWhatWasUsedSinceTheOneBefore() {
        Scenario.of(Billing.CONSUMER)
                .when(FIRST)
                .thenApplied()
                .thenPublished("InvoiceLineAdded")
                .when(FIRST)
                .then(new Decision.Duplicate(null))
                .when(SECOND)
                .thenApplied()
                .thenStored(Billing.line("customer-5", 1), Item.of("wattHours", 125_400))
                .thenStored(Billing.line("customer-5", 2), Item.of("wattHours", 600))
                .thenStored(Billing.account("customer-5"), Item.of("lines", 2));
    }

    @Test
    void theEventIsAboutTheCustomerAndItsVersionIsTheLinesNumber() {
        Envelope published = Scenario.of(Billing.CONSUMER)
                .when(FIRST)
                .when(SECOND)
                .lastPublished()
                .getFirst();

        assertThat(published.subject()).isEqualTo("customer-5");
        assertThat(published.entityVersion()).isEqualTo(2);
    }

    @Test
    void aLineThatIsThereAlreadyIsNotWrittenOver() {
        Scenario.of(Billing.CONSUMER)
                .given(Billing.line("customer-5", 1), Item.of("wattHours", 7))
                .when(FIRST)
                .thenTransient()
                .thenStored(Billing.line("customer-5", 1), Item.of("wattHours", 7))
                .thenNothingStored(Billing.account("customer-5"));
    }

    @Test
    void aRegisterThatRunsBackwardsIsDeadLettered() {
        Scenario.of(Billing.CONSUMER)
                .when(FIRST)
                .when(SECOND)
                .when(BACKWARDS)
                .thenPoison(Reason.REJECTED)
                .thenNothingStored(Billing.line("customer-5", 3));
    }
}
