package dev.evenstep.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventData;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.schema.EventType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.util.Throwables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UncoercedDataTest {

    enum Size {
        SMALL,
        LARGE
    }

    enum Level {
        LOW(1),
        HIGH(2);

        private final int number;

        Level(int number) {
            this.number = number;
        }

        @JsonValue
        int number() {
            return number;
        }
    }

    record Sku(String value) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Sku {
            if (value.equals("bad")) {
                throw new IllegalArgumentException(value);
            }
        }
    }

    record Line(String sku, int quantity) {}

    /** One component of every kind; each test gives one of them. */
    @SuppressWarnings("ArrayRecordComponent") // arrays are read like lists
    record Anything(
            @Nullable String text,
            @Nullable Character letter,
            @Nullable Integer wholeNumber,
            @Nullable Long large,
            @Nullable Short little,
            @Nullable Byte tiny,
            @Nullable BigInteger big,
            @Nullable BigDecimal exact,
            @Nullable Double floating,
            @Nullable Float single,
            @Nullable Number number,
            @Nullable Boolean truth,
            @Nullable Size size,
            @Nullable Level level,
            @Nullable UUID uuid,
            @Nullable URI uri,
            @Nullable Currency currency,
            @Nullable Instant at,
            @Nullable OffsetDateTime offset,
            @Nullable ZonedDateTime zoned,
            @Nullable Date date,
            @Nullable LocalDate day,
            @Nullable Duration took,
            @Nullable Line line,
            @Nullable Sku code,
            @Nullable List<String> texts,
            @Nullable List<Integer> wholes,
            @Nullable List<Line> lines,
            @Nullable Set<Size> sizes,
            @Nullable Map<String, Integer> counts,
            @Nullable Map<String, String> names,
            int @Nullable [] ints,
            double @Nullable [] doubles,
            String @Nullable [] words,
            Optional<Integer> maybe,
            Optional<String> maybeText,
            OptionalInt maybeInt,
            @Nullable Object untyped) {}

    record Plain(int whole, long large, boolean truth, double floating) {}

    private final DataBinding binding = new DataBinding();
    private final EventTypes types = EventTypes.of(
            List.of(EventType.of("s", "Anything", Anything.class), EventType.of("s", "Plain", Plain.class)), binding);
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "text":4711                         | text is not a string
            "text":47.11                        | text is not a string
            "text":true                         | text is not a string
            "text":["4711"]                     | text is not a string
            "text":{"4711":1}                   | text is not a string
            "letter":4711                       | letter is not a string of one character
            "letter":"ab"                       | letter is not a string of one character
            "letter":65                         | letter is not a string of one character
            "letter":""                         | letter is not a string of one character
            "letter":"4711"                     | letter is not a string of one character
            "wholeNumber":"4711"                | wholeNumber is not a whole number that fits int
            "wholeNumber":""                    | wholeNumber is not a whole number that fits int
            "wholeNumber":47.11                 | wholeNumber is not a whole number that fits int
            "wholeNumber":true                  | wholeNumber is not a whole number that fits int
            "wholeNumber":[4711]                | wholeNumber is not a whole number that fits int
            "wholeNumber":4711000000            | wholeNumber is not a whole number that fits int
            "wholeNumber":4.711E+12             | wholeNumber is not a whole number that fits int
            "large":"4711"                      | large is not a whole number that fits long
            "large":""                          | large is not a whole number that fits long
            "large":0.4711                      | large is not a whole number that fits long
            "large":47110000000000000000        | large is not a whole number that fits long
            "little":"4711"                     | little is not a whole number that fits short
            "little":47110                      | little is not a whole number that fits short
            "little":1.5                        | little is not a whole number that fits short
            "tiny":"47"                         | tiny is not a whole number that fits byte
            "tiny":200                          | tiny is not a whole number that fits byte
            "tiny":1.5                          | tiny is not a whole number that fits byte
            "big":"4711"                        | big is not a whole number
            "big":47.11                         | big is not a whole number
            "big":""                            | big is not a whole number
            "exact":"4711"                      | exact is not a number
            "exact":""                          | exact is not a number
            "exact":true                        | exact is not a number
            "floating":"4711"                   | floating is not a number that fits double
            "floating":"NaN"                    | floating is not a number that fits double
            "floating":""                       | floating is not a number that fits double
            "floating":4.711E+400               | floating is not a number that fits double
            "single":"4711"                     | single is not a number that fits float
            "single":4.711E+40                  | single is not a number that fits float
            "number":"4711"                     | number is not a number
            "truth":"true"                      | truth is not true or false
            "truth":1                           | truth is not true or false
            "truth":0                           | truth is not true or false
            "truth":1.0                         | truth is not true or false
            "truth":""                          | truth is not true or false
            "size":0                            | size is not one of the names of Size
            "size":"0"                          | size is not one of the names of Size
            "size":""                           | size is not one of the names of Size
            "size":"small"                      | size is not one of the names of Size
            "size":" SMALL"                     | size is not one of the names of Size
            "size":true                         | size is not one of the names of Size
            "uuid":4711                         | uuid is not text of a UUID
            "uuid":"4711"                       | uuid is not text of a UUID
            "uuid":""                           | uuid is not text of a UUID
            "uri":4711                          | uri is not text of a URI
            "uri":""                            | uri is not text of a URI
            "uri":true                          | uri is not text of a URI
            "currency":4711                     | currency is not text of a Currency
            "currency":""                       | currency is not text of a Currency
            "at":1795248000                     | at is not a time of RFC 3339
            "at":1795248000.5                   | at is not a time of RFC 3339
            "at":"1795248000"                   | at is not a time of RFC 3339
            "at":"2026-11-21T08:00Z"            | at is not a time of RFC 3339
            "at":"2026-11-21"                   | at is not a time of RFC 3339
            "at":" 2026-11-21T08:00:00Z"        | at is not a time of RFC 3339
            "at":""                             | at is not a time of RFC 3339
            "at":[2026,11,21]                   | at is not a time of RFC 3339
            "offset":1795248000                 | offset is not a time of RFC 3339
            "offset":"2026-11-21T08:00:00+0100" | offset is not a time of RFC 3339
            "offset":"2026-11-21T08:00:00"      | offset is not a time of RFC 3339
            "zoned":1795248000                  | zoned is not a time of RFC 3339
            "zoned":"2026-11-21T08:00:00+01:00[Europe/Berlin]" | zoned is not a time of RFC 3339
            "date":1795248000                   | date is not a time of RFC 3339
            "date":"1795248000"                 | date is not a time of RFC 3339
            "day":20413                         | day is not text of a LocalDate
            "day":[2026,11,21]                  | day is not text of a LocalDate
            "day":"2026-11-21T08:00:00Z"        | day is not text of a LocalDate
            "day":"2026-02-30"                  | day is not text of a LocalDate
            "day":""                            | day is not text of a LocalDate
            "took":4711                         | took is not text of a Duration
            "took":"4711"                       | took is not text of a Duration
            "took":""                           | took is not text of a Duration
            "line":"4711"                       | line is not an object of Line
            "line":""                           | line is not an object of Line
            "line":[{"sku":"4711"}]             | line is not an object of Line
            "line":{"sku":4711,"quantity":1}    | line.sku is not a string
            "line":{"sku":"s","quantity":"4711"} | line.quantity is not a whole number that fits int
            "line":{"sku":"s","quantity":""}    | line.quantity is not a whole number that fits int
            "line":{"sku":"s"}                  | line.quantity is missing
            "line":{"sku":null,"quantity":1}    | line.sku is missing
            "code":4711                         | code is not an object of Sku
            "code":"bad"                        | code is refused by Sku
            "texts":"4711"                      | texts is not an array
            "texts":""                          | texts is not an array
            "texts":{"4711":"s"}                | texts is not an array
            "texts":["s",4711]                  | texts[1] is not a string
            "texts":["s",null]                  | texts[1] is missing
            "wholes":4711                       | wholes is not an array
            "wholes":[1,"4711"]                 | wholes[1] is not a whole number that fits int
            "wholes":[47.11]                    | wholes[0] is not a whole number that fits int
            "lines":{"sku":"s","quantity":1}    | lines is not an array
            "lines":[{"sku":"s","quantity":true}] | lines[0].quantity is not a whole number that fits int
            "lines":[null]                      | lines[0] is missing
            "sizes":["SMALL",1]                 | sizes[1] is not one of the names of Size
            "counts":[4711]                     | counts is not an object
            "counts":""                         | counts is not an object
            "counts":{"a":"4711"}               | counts.a is not a whole number that fits int
            "counts":{"a":null}                 | counts.a is missing
            "names":{"a":4711}                  | names.a is not a string
            "ints":["4711"]                     | ints[0] is not a whole number that fits int
            "ints":[47.11]                      | ints[0] is not a whole number that fits int
            "ints":[null]                       | ints[0] is missing
            "ints":4711                         | ints is not an array
            "doubles":["4711"]                  | doubles[0] is not a number that fits double
            "doubles":[4.711E+400]              | doubles[0] is not a number that fits double
            "words":[4711]                      | words[0] is not a string
            "words":"4711"                      | words is of the wrong type or value
            "maybe":"4711"                      | maybe is not a whole number that fits int
            "maybe":""                          | maybe is not a whole number that fits int
            "maybe":47.11                       | maybe is not a whole number that fits int
            "maybeText":4711                    | maybeText is not a string
            "maybeInt":"4711"                   | maybeInt is not a whole number that fits int
            """)
    void nothingIsMadeOfAnotherKindOfValue(String property, String message) {
        PermanentFailure failure =
                catchThrowableOfType(PermanentFailure.class, () -> read("Anything", "{" + property + "}"));

        assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE_DATA);
        assertThat(failure).hasMessageStartingWith("Anything does not fit Anything: data." + message);
        assertThat(Throwables.getStackTrace(failure)).doesNotContain("4711", "1795248000", "2026-11-21T08:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "whole,    '\"1\"', a whole number that fits int",
        "whole,    '\"\"',  a whole number that fits int",
        "whole,    1.5,     a whole number that fits int",
        "whole,    true,    a whole number that fits int",
        "large,    '\"1\"', a whole number that fits long",
        "large,    1E+30,   a whole number that fits long",
        "truth,    '\"true\"', true or false",
        "truth,    1,       true or false",
        "truth,    '\"\"',  true or false",
        "floating, '\"1\"', a number that fits double",
        "floating, '\"\"',  a number that fits double",
        "floating, 1E+400,  a number that fits double"
    })
    void norOfAPrimitive(String component, String value, String expected) {
        String data = "{\"whole\":1,\"large\":1,\"truth\":true,\"floating\":1}"
                .replaceFirst("\"" + component + "\":[^,}]*", "\"" + component + "\":" + value);

        PermanentFailure failure = catchThrowableOfType(PermanentFailure.class, () -> read("Plain", data));

        assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE_DATA);
        assertThat(failure).hasMessage("Plain does not fit Plain: data." + component + " is not " + expected);
    }

    @Test
    void wholeNumbersAreToldByTheirValue() {
        assertThat(read("Plain", "{\"whole\":1E+2,\"large\":1.00,\"truth\":true,\"floating\":1}"))
                .isEqualTo(new Plain(100, 1, true, 1.0));
        Anything read = anything("""
                "wholeNumber":2.0,"large":9.223372036854775807E+18,"little":3E1,"tiny":1.0,"big":1E+38""");
        assertThat(read.wholeNumber()).isEqualTo(2);
        assertThat(read.large()).isEqualTo(Long.MAX_VALUE);
        assertThat(read.little()).isEqualTo((short) 30);
        assertThat(read.tiny()).isEqualTo((byte) 1);
        assertThat(read.big()).isEqualTo(BigInteger.TEN.pow(38));
    }

    @Test
    void numbersKeepEveryDigit() {
        Anything read = anything("""
                "exact":1.50,"number":0.12345678901234567890123456789012345678,"untyped":{"n":[1.50,1E-10]}""");

        assertThat(read.exact()).isEqualTo(new BigDecimal("1.50"));
        assertThat(read.number()).isEqualTo(new BigDecimal("0.12345678901234567890123456789012345678"));
        assertThat(read.untyped())
                .isEqualTo(Map.of("n", List.of(new BigDecimal("1.50"), new BigDecimal("0.0000000001"))));
    }

    @Test
    void whatIsWrittenAsItsKindIsRead() {
        Anything read = anything("""
                "text":"","letter":" ","exact":7,"floating":7,"single":0.1,"size":"LARGE","level":2,
                "uuid":"0b0b7f0e-6d1c-4c7e-9d39-0f4f7d1ff0a1","uri":"urn:x","currency":"EUR",
                "at":"2026-11-21t08:00:00.1234567891z","offset":"2026-11-21T08:00:00+01:00",
                "zoned":"2016-12-31T23:59:60Z","date":"2026-11-21T08:00:00Z","day":"2026-11-21","took":"PT90S",
                "code":"sku-1","texts":["a",""],"wholes":[1,2],"counts":{"a":1},"ints":[1,2.0],"doubles":[1,0.5],
                "words":["a"],"maybe":7,"maybeText":"","maybeInt":7,"sizes":["SMALL"]""");

        assertThat(read.text()).isEmpty();
        assertThat(read.letter()).isEqualTo(' ');
        assertThat(read.exact()).isEqualTo(new BigDecimal("7"));
        assertThat(read.floating()).isEqualTo(7.0);
        assertThat(read.single()).isEqualTo(0.1f);
        assertThat(read.size()).isEqualTo(Size.LARGE);
        assertThat(read.level()).isEqualTo(Level.HIGH);
        assertThat(read.at()).isEqualTo("2026-11-21T08:00:00.123456789Z");
        assertThat(Objects.requireNonNull(read.offset()).toString()).isEqualTo("2026-11-21T08:00+01:00");
        assertThat(Objects.requireNonNull(read.zoned()).toInstant()).isEqualTo("2017-01-01T00:00:00Z");
        assertThat(read.day()).isEqualTo("2026-11-21");
        assertThat(read.took()).isEqualTo(Duration.ofSeconds(90));
        assertThat(read.code()).isEqualTo(new Sku("sku-1"));
        assertThat(read.texts()).containsExactly("a", "");
        assertThat(read.doubles()).containsExactly(1.0, 0.5);
        assertThat(read.maybe()).hasValue(7);
        assertThat(read.maybeText()).hasValue("");
        assertThat(read.maybeInt()).hasValue(7);
        assertThat(read.sizes()).containsExactly(Size.SMALL);
    }

    @Test
    void anOptionalMayBeMissingOrNull() {
        assertThat(anything("\"maybe\":null").maybe()).isEmpty();
        assertThat(anything("\"text\":\"t\"").maybe()).isEmpty();
        assertThat(anything("\"text\":\"t\"").maybeInt()).isEmpty();
    }

    private Anything anything(String properties) {
        return (Anything) read("Anything", "{" + properties + "}");
    }

    /** From a tree, as a message's is, and from text, as a stored event's is: what comes of both is the same. */
    private Object read(String type, String data) {
        Envelope tree = json.read(
                "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"s\",\"type\":\"%s\",\"time\":\"2026-11-21T08:00:00Z\",\"data\":%s}"
                        .formatted(type, data));
        Envelope text = new EventEnvelope(
                "e",
                "s",
                type,
                1,
                tree.time(),
                null,
                null,
                CorrelationContext.none(),
                null,
                null,
                Map.of(),
                EventData.of(data, new JsonText(Limits.defaults())));
        Object read;
        try {
            read = types.read(tree).data();
        } catch (PermanentFailure refused) {
            assertThatThrownBy(() -> types.read(text)).hasMessage(refused.getMessage());
            throw refused;
        }
        assertThat(binding.text(types.read(text).data())).isEqualTo(binding.text(read));
        assertThat(text).isEqualTo(tree).hasSameHashCodeAs(tree);
        return read;
    }
}
