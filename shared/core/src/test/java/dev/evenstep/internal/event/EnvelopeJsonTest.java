package dev.evenstep.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.CorrelationContext;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeJsonTest {

    private static final String COMPLETE = """
            {"specversion":"1.0","id":"e-1","source":"shop","type":"OrderPlaced","time":"2026-11-21T08:00:00Z",
             "subject":"order-1","dataschema":"urn:order-placed:2","datacontenttype":"application/json",
             "schemaversion":2,"entityversion":3,"correlationid":"c-1","causationid":"c-2",
             "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","partitionkey":"customer-7",
             "data":{"total":21.50}}""";

    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    @Test
    void everyAttributeIsRead() {
        EventEnvelope envelope = json.read(COMPLETE);

        assertThat(envelope)
                .isEqualTo(new EventEnvelope(
                        "e-1",
                        "shop",
                        "OrderPlaced",
                        2,
                        Instant.parse("2026-11-21T08:00:00Z"),
                        "order-1",
                        3,
                        new CorrelationContext("c-1", "c-2", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                        "customer-7",
                        "urn:order-placed:2",
                        envelope.tree()));
        assertThat(envelope.tree().get("total").decimalValue()).isEqualByComparingTo("21.5");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        EventEnvelope envelope = json.read(COMPLETE);

        assertThat(json.read(json.write(envelope))).isEqualTo(envelope);
    }

    @Test
    void aFewAttributesAreEnough() {
        EventEnvelope envelope = json.read("""
                {"specversion":"1.0","id":"e-1","source":"s","type":"T","time":"2026-11-21T09:00:00+01:00","data":{}}""");

        assertThat(envelope.schemaVersion()).isEqualTo(1);
        assertThat(envelope.subject()).isNull();
        assertThat(envelope.entityVersion()).isNull();
        assertThat(envelope.time()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(envelope.orderKey()).isEqualTo("e-1");
    }

    @Test
    void theCloudEventsSdkReadsWhatWeWrite() {
        byte[] written = json.write(json.read(COMPLETE)).getBytes(StandardCharsets.UTF_8);

        CloudEvent read = new JsonFormat().deserialize(written);

        assertThat(read.getId()).isEqualTo("e-1");
        assertThat(read.getSource()).isEqualTo(URI.create("shop"));
        assertThat(read.getType()).isEqualTo("OrderPlaced");
        assertThat(read.getSubject()).isEqualTo("order-1");
        assertThat(read.getTime()).isEqualTo(OffsetDateTime.parse("2026-11-21T08:00:00Z"));
        assertThat(read.getDataSchema()).isEqualTo(URI.create("urn:order-placed:2"));
        assertThat(read.getExtension("entityversion")).isEqualTo(3);
        assertThat(read.getExtension("schemaversion")).isEqualTo(2);
        assertThat(read.getExtension("partitionkey")).isEqualTo("customer-7");
        assertThat(new String(Objects.requireNonNull(read.getData()).toBytes(), StandardCharsets.UTF_8))
                .contains("21.5");
    }

    @Test
    void weReadWhatTheCloudEventsSdkWrites() {
        CloudEvent event = CloudEventBuilder.v1()
                .withId("e-9")
                .withSource(URI.create("/shop"))
                .withType("OrderPlaced")
                .withTime(OffsetDateTime.parse("2026-11-21T08:00:00.123Z"))
                .withSubject("order-9")
                .withExtension("entityversion", 4)
                .withExtension("correlationid", "c-9")
                .withData("application/json", "{\"orderId\":\"order-9\"}".getBytes(StandardCharsets.UTF_8))
                .build();

        EventEnvelope read = json.read(new String(new JsonFormat().serialize(event), StandardCharsets.UTF_8));

        assertThat(read.id()).isEqualTo("e-9");
        assertThat(read.source()).isEqualTo("/shop");
        assertThat(read.entityVersion()).isEqualTo(4);
        assertThat(read.correlation().correlationId()).isEqualTo("c-9");
        assertThat(read.tree()).isEqualTo(JsonNodeFactory.instance.objectNode().put("orderId", "order-9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type", "time", "data"})
    void aMissingAttributeIsNamed(String attribute) {
        String body = COMPLETE.replaceFirst("\"" + attribute + "\":(\\{.*?}|\"[^\"]*\")", "\"x\":1");

        PermanentFailure failure = readFailing(body);

        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure).hasMessage("The envelope has no " + attribute);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "id":"e-1"                    | "id":17                    | id is a JSON number, not a string
                    "id":"e-1"                    | "id":"  "                  | id has 2 characters and is blank
                    "time":"2026-11-21T08:00:00Z" | "time":"yesterday"         | time is not a time of RFC 3339
                    "time":"2026-11-21T08:00:00Z" | "time":"2026-11-21T08:00Z" | time is not a time of RFC 3339
                    "time":"2026-11-21T08:00:00Z" | "time":1795248000          | time is a JSON number, not a string
                    "schemaversion":2             | "schemaversion":"2"        | schemaversion is a JSON string, not a whole number
                    "schemaversion":2             | "schemaversion":0          | schemaversion is 0: versions count from 1
                    "entityversion":3             | "entityversion":3.5        | entityversion is a JSON number, not a whole number
                    "entityversion":3             | "entityversion":3000000000 | not a whole number of at most 2,147,483,647
                    "entityversion":3             | "entityversion":-1         | entityversion is -1: versions count from 1
                    "subject":"order-1"           | "x":"order-1"              | entityversion is 3 but subject is missing
                    "subject":"order-1"           | "subject":" "              | subject is blank
                    "specversion":"1.0"           | "specversion":"0.3"        | specversion is not "1.0"
                    "application/json"            | "text/xml"                 | datacontenttype is not application/json
                    "data":{"total":21.50}        | "data":[1]                 | data is a JSON array, not an object
                    """)
    void aWrongAttributeIsNamedWithItsRule(String right, String wrong, String message) {
        PermanentFailure failure = readFailing(COMPLETE.replace(right, wrong));

        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "nonsense", "{\"id\":", "{} {}", "{\"id\":1,\"id\":2}", "[]", "17", "\"text\""})
    void whatIsNoJsonObjectIsMalformed(String body) {
        assertThat(readFailing(body).reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aBodyAboveTheLimitIsTooLarge() {
        PermanentFailure failure = readFailing(COMPLETE.replace("order-1", "x".repeat(200 * 1024)));

        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure).hasMessageContaining("205,").hasMessageContaining("the limit is 131,072");
    }

    @Test
    void sizeIsCountedInBytesAndNotInCharacters() {
        EnvelopeJson small = new EnvelopeJson(Limits.defaults().withMaxBytes(1_000));
        String body = COMPLETE.replace("order-1", "€".repeat(300));

        assertThat(catchThrowableOfType(PermanentFailure.class, () -> small.read(body))
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void tenThousandLevelsAreTooDeep() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);

        PermanentFailure failure = readFailing(COMPLETE.replace("21.50", deep));

        assertThat(failure.reason()).isEqualTo(Reason.TOO_DEEP);
        assertThat(failure).hasMessageContaining("deeper than 64 levels");
    }

    @Test
    void aNumberWithoutEndIsTooLargeAndNotTooDeep() {
        PermanentFailure failure = readFailing("{\"specversion\":" + "1".repeat(1_001) + "}");

        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure).hasMessageContaining("a number or a name that is too long");
    }

    @Test
    void whatIsSaidOfABadBodyDoesNotQuoteIt() {
        PermanentFailure failure = readFailing("{\"card\": secret-4711}");

        assertThat(failure).hasMessage("The body is not JSON at line 1, column 10");
        assertThat(failure).hasNoCause();
    }

    @Test
    void aTimeThatIsNotThereIsTheDeliverys() {
        Instant sent = Instant.parse("2026-11-21T07:59:59.5Z");

        assertThat(json.read(COMPLETE.replaceFirst("\"time\":\"[^\"]*\",", ""), sent)
                        .time())
                .isEqualTo(sent);
        assertThat(json.read(COMPLETE.replaceFirst("\"time\":\"[^\"]*\",", "\"time\":null,"), sent)
                        .time())
                .isEqualTo(sent);
        assertThat(json.read(COMPLETE, sent)).isEqualTo(json.read(COMPLETE));
    }

    @Test
    void aTimeThatIsWrongIsNotTheDeliverys() {
        String wrong = COMPLETE.replace("2026-11-21T08:00:00Z", "2026-11-21T08:00Z");

        assertThat(catchThrowableOfType(PermanentFailure.class, () -> json.read(wrong, Instant.EPOCH)))
                .hasMessageContaining("The envelope's time is not a time of RFC 3339");
    }

    @Test
    void aTransportsWrappingIsTakenOffFirst() {
        EnvelopeJson wrapped = new EnvelopeJson(Limits.defaults(), body -> body.get("detail"));

        assertThat(wrapped.read("{\"detail\":" + COMPLETE + "}")).isEqualTo(json.read(COMPLETE));
    }

    private PermanentFailure readFailing(String body) {
        return catchThrowableOfType(PermanentFailure.class, () -> json.read(body));
    }
}
