package dev.evenstep.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.PlainJson;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainDataTest {

    record Priced(BigDecimal total) {}

    record Counted(long total) {}

    record Measured(double wide, float narrow) {}

    record Nested(List<BigDecimal> list, Map<String, Object> map, Optional<BigDecimal> maybe) {}

    record Times(Instant instant, OffsetDateTime offset, ZonedDateTime zoned, Date date, Calendar calendar) {}

    record Moment(Instant at) {}

    record Tree(JsonNode tree) {}

    record Raw(@JsonRawValue String json) {}

    private final DataBinding binding = new DataBinding();
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    @ParameterizedTest
    @CsvSource({
        "100,                                    100",
        "1E+2,                                   100",
        "1.50,                                   1.50",
        "0.00,                                   0.00",
        "1E-10,                                  0.0000000001",
        "-12345678901234567890123456789012345678, -12345678901234567890123456789012345678",
        "0.12345678901234567890123456789012345678, 0.12345678901234567890123456789012345678"
    })
    void aNumberIsPublishedAndAnsweredWithItsValueAndPlainly(BigDecimal number, String written) {
        String expected = "{\"total\":" + written + "}";

        assertThat(published(new Priced(number))).isEqualTo(expected);
        assertThat(binding.text(new Priced(number))).isEqualTo(expected);
        assertThat(binding.text(number)).isEqualTo(written);
    }

    @Test
    void numbersWithinListsMapsAndOptionalsAreWrittenPlainlyToo() {
        Nested nested = new Nested(
                List.of(new BigDecimal("1E+2")),
                Map.of("n", List.of(new BigDecimal("2E+2"))),
                Optional.of(new BigDecimal("1.50")));

        String expected = "{\"list\":[100],\"map\":{\"n\":[200]},\"maybe\":1.50}";
        assertThat(published(nested)).isEqualTo(expected);
        assertThat(binding.text(nested)).isEqualTo(expected);
    }

    @Test
    void doublesAndFloatsAreWrittenPlainlyAndShort() {
        String expected = "{\"wide\":10000000000,\"narrow\":0.1}";

        assertThat(published(new Measured(1.0E10, 0.1f))).isEqualTo(expected);
        assertThat(binding.text(new Measured(1.0E10, 0.1f))).isEqualTo(expected);
        assertThat(binding.text(1.0E-7)).isEqualTo("0.00000010");
    }

    @Test
    void aTreeIsWrittenPlainlyToo() {
        ObjectNode tree = binding.write(Map.of());
        tree.put("n", new BigDecimal("1E+2")).put("big", BigInteger.TEN.pow(20)).put("d", 0.5);

        assertThat(binding.text(new Tree(tree)))
                .isEqualTo("{\"tree\":{\"n\":100,\"big\":100000000000000000000,\"d\":0.5}}");
    }

    @Test
    void aConsumerThatDeclaresALongReadsWhatAProducerOfADecimalPublished() {
        EventTypes types = EventTypes.of(List.of(EventType.of("s", "T", Counted.class)), new DataBinding());

        assertThat(types.read(envelope(1, published(new Priced(new BigDecimal("100")))))
                        .data())
                .isEqualTo(new Counted(100));
    }

    @Test
    void whatAnUpcasterPutsInIsPlainToo() {
        EventTypes types = EventTypes.of(
                List.of(EventType.of("s", "T", Counted.class).at(2, Upcast.from(1, data -> {
                    data.put("total", new BigDecimal("1E+2"));
                    data.put("more", 1.0E10);
                }))),
                new DataBinding());

        Event<?> event = types.read(envelope(1, "{}"));

        assertThat(event.data()).isEqualTo(new Counted(100));
        assertThat(json.write(event.envelope())).contains("\"data\":{\"total\":100,\"more\":10000000000}");
    }

    @Test
    void whatAnUpcasterPutsInMustBeANumberOfJson() {
        EventTypes types = EventTypes.of(
                List.of(EventType.of("s", "T", Counted.class)
                        .at(2, Upcast.from(1, data -> data.put("total", Double.NaN)))),
                new DataBinding());

        assertThatThrownBy(() -> types.read(envelope(1, "{}")))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE_DATA))
                .hasMessage("data.total is NaN or infinite, which no number of JSON is");
    }

    @ParameterizedTest
    @CsvSource({"1E+999999999", "-1E+999999999", "1E-999999999", "0E-999999999"})
    @Timeout(10)
    void aNumberOfAbsurdMagnitudeIsNotWrittenOut(BigDecimal number) {
        assertThatThrownBy(() -> binding.write(new Priced(number)))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE))
                .hasMessage("Priced.total is a number that takes more than 1,000 characters when written plainly");
        assertThatThrownBy(() -> binding.text(new Priced(number)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("Priced.total is a number that takes more than 1,000 characters");
    }

    @Test
    void whatIsNoNumberIsNamed() {
        assertThatThrownBy(() -> binding.write(new Measured(Double.NaN, 0)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("Measured.wide is NaN or infinite, which no number of JSON is");
        assertThatThrownBy(() -> binding.text(new Measured(0, Float.NEGATIVE_INFINITY)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("Measured.narrow is NaN or infinite, which no number of JSON is");
        assertThatThrownBy(() -> binding.write(Map.of("n", List.of(Double.POSITIVE_INFINITY))))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(".n[0] is NaN or infinite");
    }

    @Test
    void arraysOfNumbersAreWrittenPlainlyToo() {
        assertThat(binding.text(Map.of("n", new double[] {1.0E10, 0.5}))).isEqualTo("{\"n\":[10000000000,0.5]}");
        assertThatThrownBy(() -> binding.text(Map.of("n", new double[] {1, Double.NaN})))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining(".n[1] is NaN or infinite");
    }

    @Test
    void textThatSaysItIsJsonIsNotWritten() {
        assertThatThrownBy(() -> binding.text(new Raw("NaN")))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("Raw.json is a Java object and not JSON");
    }

    @Test
    void momentsAreWrittenAsRfc3339() {
        ZonedDateTime berlin = LocalDateTime.parse("2026-11-21T09:00").atZone(ZoneId.of("Europe/Berlin"));
        Calendar calendar = GregorianCalendar.from(berlin);
        calendar.setTimeZone(TimeZone.getTimeZone("UTC"));
        Times times = new Times(
                berlin.toInstant(), berlin.toOffsetDateTime(), berlin, Date.from(berlin.toInstant()), calendar);

        String expected = """
                {"instant":"2026-11-21T08:00:00Z","offset":"2026-11-21T09:00:00+01:00",\
                "zoned":"2026-11-21T09:00:00+01:00","date":"2026-11-21T08:00:00Z","calendar":"2026-11-21T08:00:00Z"}""";
        assertThat(published(times)).isEqualTo(expected);
        assertThat(binding.text(times)).isEqualTo(expected);
        assertThat(binding.text(LocalDateTime.parse("2026-11-21T08:00:30").atOffset(ZoneOffset.ofTotalSeconds(30))))
                .isEqualTo("\"2026-11-21T08:00:00Z\"");
    }

    @Test
    void aMomentThatRfc3339DoesNotHaveIsNotWritten() {
        assertThatThrownBy(() -> binding.write(new Moment(Instant.parse("+10000-01-01T00:00:00Z"))))
                .hasMessageContaining("time is in the year 10000; RFC 3339 has the years 0 to 9999");
    }

    private String published(Object data) {
        return PlainJson.text(binding.write(data), "data");
    }

    private Envelope envelope(int version, String data) {
        return json.read(
                "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"s\",\"type\":\"T\",\"time\":\"2026-11-21T08:00:00Z\",\"schemaversion\":%d,\"data\":%s}"
                        .formatted(version, data));
    }
}
