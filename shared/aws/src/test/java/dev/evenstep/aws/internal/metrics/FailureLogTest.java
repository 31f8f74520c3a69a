package dev.evenstep.aws.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.Reason;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureLogTest {

    private static final String EVENT = """
            {"specversion":"1.0","id":"e-1","source":"shop","type":"OrderPlaced","time":"2026-11-21T08:00:00Z",\
            "subject":"order-7","entityversion":3,"schemaversion":2,"data":{"secret":"4711"}}""";

    private final List<String> lines = new ArrayList<>();
    private final FailureLog failureLog =
            new FailureLog(Clock.fixed(Instant.parse("2026-11-21T08:01:30Z"), ZoneOffset.UTC), lines::add, false);

    @Test
    void withoutAProviderOfLogsEveryFailureIsOneLineThatNamesItsEvent() throws Exception {
        IllegalStateException failure = new IllegalStateException("wrong\nway");
        failure.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.Objects", "requireNonNull", "Objects.java", 1),
            new StackTraceElement("shop.Orders", "take", "Orders.java", 7)
        });

        tell(EVENT, Decision.Transient.of(failure).atAttempt(2));

        assertThat(lines).singleElement().satisfies(line -> assertThat(line).doesNotContain("\n", "4711"));
        JsonNode line = new ObjectMapper().readTree(lines.getFirst());
        assertThat(line.path("message").textValue())
                .startsWith("reserve: record m-1 (OrderPlaced e-1 of order-7) failed (record)");
        assertThat(line.path("level").textValue()).isEqualTo("WARN");
        assertThat(line.path("consumer").textValue()).isEqualTo("reserve");
        assertThat(line.path("decision").textValue()).isEqualTo("transient");
        assertThat(line.path("reason").textValue()).isEqualTo("record");
        assertThat(line.path("attempt").intValue()).isEqualTo(2);
        assertThat(line.path("eventId").textValue()).isEqualTo("e-1");
        assertThat(line.path("type").textValue()).isEqualTo("OrderPlaced");
        assertThat(line.path("source").textValue()).isEqualTo("shop");
        assertThat(line.path("subject").textValue()).isEqualTo("order-7");
        assertThat(line.path("entityVersion").intValue()).isEqualTo(3);
        assertThat(line.path("schemaVersion").intValue()).isEqualTo(2);
        assertThat(line.path("ageSeconds").intValue()).isEqualTo(90);
        assertThat(line.path("stack").textValue())
                .startsWith("java.lang.IllegalStateException: wrong\nway\n\tat shop.Orders.take(");
    }

    @Test
    void whatGoesWellIsNotTold() {
        tell(EVENT, new Decision.Applied());
        tell(EVENT, new Decision.Duplicate(null));

        assertThat(lines).isEmpty();
    }

    @Test
    void whatNobodyCanReadIsToldByWhatItsSourceKnows() {
        tell("{\"id\":\"e-9\",", new Decision.Poison(Reason.MALFORMED, "not JSON", null));
        tell(EVENT, new Decision.Transient(Failure.of("gateway"), 0, "no answer", null));
        tell(EVENT, new Decision.Withheld("gateway", Instant.EPOCH));

        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).contains("\"record\":\"m-1\"", "malformed", "\"eventId\":\"e-9\"");
        assertThat(lines.get(1)).contains("\"reason\":\"dependency\"", "\"attempt\":4");
        assertThat(lines.get(2)).contains("waits for gateway");
    }

    private void tell(String body, Decision decision) {
        failureLog.tell("reserve", new Outcome(new Delivery("m-1", body, null, 4), decision));
    }
}
