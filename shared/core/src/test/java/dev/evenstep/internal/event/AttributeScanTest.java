package dev.evenstep.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributeScanTest {

    @Test
    void anEnvelopesHeaderIsReadWithoutItsData() {
        AttributeScan scan = AttributeScan.at("""
                {"specversion":"1.0","id":"e-1","source":"shop","type":"OrderPlaced","time":"2026-11-21T08:00:00Z",
                 "subject":"order-1","entityversion":7,"schemaversion":3,"data":{"id":"secret"}}""", "detail");

        assertThat(EventHeader.of(scan.outer()))
                .isEqualTo(new EventHeader(
                        "e-1", "shop", "OrderPlaced", 3, Instant.parse("2026-11-21T08:00:00Z"), "order-1", 7));
        assertThat(scan.inner()).isEmpty();
    }

    @Test
    void whatIsReadBeforeTheBodyBreaksIsKnown() {
        assertThat(AttributeScan.at("{\"id\":\"e-1\",\"data\":{\"a\":[1,2]},\"type\":\"T\",\"subject\":", "detail")
                        .outer())
                .containsOnly(Map.entry("id", "e-1"), Map.entry("type", "T"));
    }

    @Test
    void whatIsNoObjectSaysNothing() {
        for (String body : new String[] {"", "nonsense", "[]", "null", "7", "{"}) {
            assertThat(EventHeader.of(AttributeScan.at(body, "detail").outer()))
                    .isEqualTo(new EventHeader(null, null, null, null, null, null, null));
        }
    }

    @Test
    void whatDoesNotFitItsAttributeIsLeftOut() {
        AttributeScan scan = AttributeScan.at(
                "{\"id\":{},\"time\":\"yesterday\",\"schemaversion\":\"x\",\"entityversion\":99999999999,\"type\":7}",
                "detail");

        assertThat(EventHeader.of(scan.outer())).isEqualTo(new EventHeader(null, null, "7", null, null, null, null));
        assertThat(EventHeader.of(Map.of("type", "T")).schemaVersion()).isEqualTo(1);
    }

    @Test
    void noTextIsLongerThanAnAttributeMayBe() {
        assertThat(AttributeScan.at("{\"subject\":\"" + "x".repeat(10_000) + "\"}", "detail")
                        .outer()
                        .get("subject"))
                .hasSize(256);
    }
}
