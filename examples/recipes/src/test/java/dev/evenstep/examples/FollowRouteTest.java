package dev.evenstep.examples;

import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Item;
import dev.evenstep.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowRouteTest {

    @Test
    void anEarlyEventIsParkedAndRunsWhenWhatIsMissingIsGivenUp() {
        Scenario.of(FollowRoute.CONSUMER)
                .when(Depot.scanned(1, "Depot"))
                .when(Depot.scanned(3, "Door"))
                .thenParked()
                .whenTimePasses(Duration.ofHours(1))
                .thenStored(Parcel.item("parcel-7"), Item.of("route", List.of("Depot", "Door")))
                .when(Depot.scanned(2, "Van"))
                .then(new Decision.Stale(3, 2));
    }
}
