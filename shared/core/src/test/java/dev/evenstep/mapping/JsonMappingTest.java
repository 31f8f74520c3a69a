package dev.evenstep.mapping;

import static dev.evenstep.mapping.JsonMapping.always;
import static dev.evenstep.mapping.JsonMapping.at;
import static dev.evenstep.mapping.JsonMapping.header;
import static dev.evenstep.mapping.JsonMapping.key;
import static dev.evenstep.mapping.Records.event;
import static dev.evenstep.mapping.Records.placed;
import static dev.evenstep.mapping.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.spi.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMappingTest {

    private static final JsonMapping CRM = JsonMapping.of("crm", at("/kind"))
            .id(at("/nr"))
            .subject(at("/customer/id"))
            .time(at("/at"))
            .version(at("/customer/version"))
            .correlation(header("trace"))
            .data("/customer");

    private static final String MOVED = """
            {"kind":"CustomerMoved","nr":17,"at":"2026-11-26T09:00:00+01:00",
             "customer":{"id":"c-1","version":4,"city":"Bonn","balance":1.50}}""";

    @Test
    void everyAttributeComesFromWhereTheMappingSays() {
        Envelope event = event(CRM, record(MOVED, "trace", "t-9"));

        assertThat(event.id()).isEqualTo("17");
        assertThat(event.source()).isEqualTo("crm");
        assertThat(event.type()).isEqualTo("CustomerMoved");
        assertThat(event.time()).isEqualTo("2026-11-26T08:00:00Z");
        assertThat(event.subject()).isEqualTo("c-1");
        assertThat(event.entityVersion()).isEqualTo(4);
        assertThat(event.correlation().correlationId()).isEqualTo("t-9");
        assertThat(event.dataJson()).isEqualTo("{\"id\":\"c-1\",\"version\":4,\"city\":\"Bonn\",\"balance\":1.50}");
    }

    @Test
    void withoutAnIdItIsTheRecordsPlaceHoweverOftenItComes() {
        JsonMapping mapping = JsonMapping.of("crm", always("Noted")).subject(key());

        Envelope first = event(mapping, record("{\"a\":1}", Delivery.KEY, "k-1"));
        Envelope again = event(mapping, record("{\"a\":1}", Delivery.KEY, "k-1").atAttempt(2));

        assertThat(first.id()).isEqualTo("orders-3@7").isEqualTo(again.id());
        assertThat(first.subject()).isEqualTo("k-1");
        assertThat(first.time()).isEqualTo(Records.SENT);
        assertThat(event(mapping, placed("m-2", "{\"a\":1}", Delivery.REDRIVEN, "orders-3@7"))
                        .id())
                .as("redriven")
                .isEqualTo("orders-3@7");
    }

    @Test
    void anOutboxOfDebeziumsRouterIsReadByItsHeaders() {
        JsonMapping outbox =
                JsonMapping.of("orders", header("eventType")).id(header("id")).subject(key());
        String id = "cc74eac7-176b-44e6-8bbd-c8c7d27bd5a1";

        for (Delivery record : List.of(
                record("{\"total\":5}", "id", id, "eventType", "OrderPlaced", Delivery.KEY, "o-1"),
                record(
                        "{\"schema\":{\"type\":\"string\"},\"payload\":\"{\\\"total\\\":5}\"}",
                        "id",
                        "\"" + id + "\"",
                        "eventType",
                        "{\"schema\":{\"type\":\"string\"},\"payload\":\"OrderPlaced\"}",
                        Delivery.KEY,
                        "{\"schema\":{\"type\":\"string\"},\"payload\":\"o-1\"}"))) {
            Envelope event = event(outbox, record);
            assertThat(event.id()).isEqualTo(id);
            assertThat(event.type()).isEqualTo("OrderPlaced");
            assertThat(event.subject()).isEqualTo("o-1");
            assertThat(event.dataJson()).isEqualTo("{\"total\":5}");
        }
        assertThat(outbox.map(record("{\"total\":5}")))
                .as("without a type it is no event")
                .isNull();
    }

    @Test
    void anEnvelopeStaysAsItIs() {
        for (String envelope :
                List.of("{\"specversion\":\"1.0\",\"id\":\"1\"}", "{\"customer\":{\"specversion\":\"1.0\"}}")) {
            Delivery record = record(envelope);
            assertThat(CRM.map(record)).isSameAs(record);
        }
        Delivery bytes = record("AAAA").refused(Reason.MALFORMED, "x");
        assertThatThrownBy(() -> CRM.map(bytes)).isInstanceOf(PermanentFailure.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"kind\":\"CustomerMoved\"|\"kin\":1|/kind is missing",
                "\"nr\":17|\"nr\":{}|/nr is an object, not a text or a number",
                "\"id\":\"c-1\"|\"id\":null|/customer/id is missing",
                "\"at\":\"2026-11-26T09:00:00+01:00\"|\"at\":\"today\"|The time is neither RFC 3339 nor milliseconds",
                "\"version\":4|\"version\":4.5|The version is no whole number",
                "\"version\":4|\"version\":0|version is 0",
                "\"id\":\"c-1\"|\"id\":\" \"|subject is blank",
                "\"kind\":\"CustomerMoved\"|\"kind\":\"\"|type has 0 characters",
            })
    void aMemberThatIsMissingOrWrongIsNamed(String right, String wrong, String says) {
        assertThatThrownBy(() -> CRM.map(record(MOVED.replace(right, wrong))))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.MALFORMED))
                .hasMessageContaining(says);
    }

    @Test
    void limitsHoldBeforeItIsParsedAndBadOnesFailAtOnce() {
        assertThatThrownBy(() -> CRM.withMaxBytes(50).map(record(MOVED))).hasMessageContaining("the limit is 50");
        assertThatThrownBy(() -> CRM.map(record("{\"a\":".repeat(65)))).hasMessageContaining("deeper than 64");
        assertThatThrownBy(() -> CRM.map(record("[1]"))).hasMessage("The body is no JSON object");
        assertThatThrownBy(() -> CRM.map(record("no"))).hasMessageContaining("The body is not JSON");
        assertThatThrownBy(() -> at("kind")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonMapping.of(" ", key())).hasMessageContaining("source");
    }
}
