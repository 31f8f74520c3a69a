package @package@.addresses;

import dev.evenstep.effect.Item;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private static final String CHANGED = Samples.read("@name@/AddressChanged/v1-changed");

    @Test
    void theLastAddressCountsAndADuplicateOfAnEarlierOneDoesNot() {
        String later = CHANGED.replace("change-1", "change-2").replace("Elm Street 1", "Oak Street 2");

        Scenario.of(Addresses.CONSUMER)
                .when(CHANGED)
                .thenApplied()
                .when(later)
                .thenApplied()
                .when(CHANGED)
                .thenStored(
                        Addresses.customer("customer-7"),
                        Item.of("address", "Oak Street 2").with("changes", 2));
    }
}
