package dev.evenstep.examples;

import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item;
import dev.evenstep.testkit.Scenario;
import org.junit.jupiter.api.Test;

class RecordWeightTest {

    @Test
    void bothVersionsAreReadAndAThirdIsNot() {
        Scenario.of(RecordWeight.CONSUMER)
                .when(weighed(1, 1, "{\"parcel\":\"parcel-7\",\"kilograms\":3}"))
                .thenStored(Parcel.item("parcel-7"), Item.of("grams", 3_000))
                .when(weighed(2, 2, "{\"parcel\":\"parcel-7\",\"grams\":3100}"))
                .thenStored(Parcel.item("parcel-7"), Item.of("grams", 3_100))
                .when(weighed(3, 3, "{}"))
                .thenPoison(Reason.UNKNOWN_VERSION);
    }

    private static String weighed(int version, int schemaVersion, String data) {
        return Depot.event("Weighed", version, data)
                .replace("\"data\"", "\"schemaversion\":%d,\"data\"".formatted(schemaVersion));
    }
}
