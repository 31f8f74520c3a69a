package @package@.revenue;

import dev.evenstep.effect.Item;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import org.junit.jupiter.api.Test;

class RevenueTest {

    private static final String ISSUED = Samples.read("@name@/InvoiceIssued/v1-issued");

    @Test
    void everyInvoiceCountsOnce() {
        String second = ISSUED.replace("issue-1", "issue-2").replace("9900", "100");

        Scenario.of(Revenue.CONSUMER)
                .when(ISSUED)
                .thenApplied()
                .when(second)
                .thenApplied()
                .when(ISSUED)
                .thenStored(
                        Revenue.month("2026-11"), Item.of("cents", 10_000).with("invoices", 2));
    }
}
