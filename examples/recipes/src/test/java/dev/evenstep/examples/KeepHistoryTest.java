package dev.evenstep.examples;

import dev.evenstep.effect.Item;
import dev.evenstep.testkit.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeepHistoryTest {

    @Test
    void theHistoryIsInTheOrderOfVersions() {
        Scenario.of(KeepHistory.CONSUMER)
                .when(Depot.scanned(1, "Depot"))
                .when(Depot.scanned(3, "Door"))
                .thenParked()
                .when(Depot.scanned(2, "Van"))
                .thenApplied()
                .thenStored(Parcel.item("parcel-7"), Item.of("places", List.of("Depot", "Van", "Door")));
    }
}
