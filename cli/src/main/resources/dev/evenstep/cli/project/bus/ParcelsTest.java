package @package@.parcels;

import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Item;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import org.junit.jupiter.api.Test;

class ParcelsTest {

    private static final String MOVED = Samples.read("@name@/ParcelMoved/v1-moved");

    @Test
    void whatComesLateChangesNothing() {
        String later = MOVED.replace("move-1", "move-2")
                .replace("\"entityversion\": 1", "\"entityversion\": 2")
                .replace("Depot", "Van");

        Scenario.of(Parcels.CONSUMER)
                .when(later)
                .thenApplied()
                .when(MOVED)
                .then(new Decision.Stale(2, 1))
                .thenStored(Parcels.parcel("parcel-7"), Item.of("place", "Van"));
    }
}
