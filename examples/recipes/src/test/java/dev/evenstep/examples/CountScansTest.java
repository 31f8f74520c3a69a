package dev.evenstep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import dev.evenstep.testkit.local.LocalAwsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CountScansTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = Depot.aws();

    @Test
    void aScanThatComesTwiceIsCountedOnce() {
        Scenario.of(CountScans.CONSUMER)
                .given(Parcel.item("parcel-7"), Item.of("scans", 2))
                .when(Samples.read("depot/Scanned/v1-scanned"))
                .thenApplied()
                .when(Samples.read("depot/Scanned/v1-scanned"))
                .then(new Decision.Duplicate(null))
                .thenStored(Parcel.item("parcel-7"), Item.of("scans", 3))
                .when("{}")
                .thenPoison(Reason.MALFORMED);
    }

    @Test
    void aQueuesMessagesAreCountedInTheTable() {
        Depot depot = Depot.at(AWS);
        CountScans function = new CountScans();

        assertThat(function.handleRequest(
                                Depot.messages(
                                        Depot.scanned(1, "Depot"), Depot.scanned(2, "Van"), Depot.scanned(1, "Depot")),
                                Depot.CONTEXT)
                        .getBatchItemFailures())
                .isEmpty();
        assertThat(depot.parcel()).containsEntry("scans", "2");
    }
}
