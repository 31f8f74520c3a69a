package dev.evenstep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.testkit.local.LocalAwsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeepPlaceTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = Depot.aws();

    private final Depot depot = Depot.at(AWS);
    private final KeepPlace function = new KeepPlace();

    @Test
    void aGroupWaitsBehindItsDeadLetter() {
        assertThat(function.handleRequest(
                                Depot.messages(Depot.scanned(1, "Depot"), "{}", Depot.scanned(2, "Van")), Depot.CONTEXT)
                        .getBatchItemFailures())
                .isEmpty();

        assertThat(depot.parcel()).containsEntry("place", "Depot");
        assertThat(depot.queued("dead-letters")).hasSize(1);
        assertThat(depot.items("parked"))
                .extracting(item -> item.get("state"))
                .containsExactlyInAnyOrder("DEAD_LETTERED", "WAITS");
    }
}
