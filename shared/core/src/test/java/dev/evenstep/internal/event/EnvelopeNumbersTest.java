package dev.evenstep.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeNumbersTest {

    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    @ParameterizedTest
    @CsvSource({
        "100,                                     100",
        "1E+2,                                    100",
        "1e2,                                     100",
        "12.5E1,                                  125",
        "1.50,                                    1.50",
        "100.00,                                  100.00",
        "0,                                       0",
        "-0.00,                                   0.00",
        "0E+999999999,                            0",
        "1E-10,                                   0.0000000001",
        "-1.5E-3,                                 -0.0015",
        "99999999999999999999999999999999999999,  99999999999999999999999999999999999999",
        "0.12345678901234567890123456789012345678, 0.12345678901234567890123456789012345678",
        "9223372036854775808,                     9223372036854775808",
        "1.7976931348623157E+30,                  1797693134862315700000000000000"
    })
    void aNumberThatIsReadGoesOnWithItsValueAndPlainly(String came, String goes) {
        Envelope read = json.read(body("[" + came + "]"));

        assertThat(json.write(read)).contains("\"data\":{\"n\":[" + goes + "]}");
        assertThat(json.read(json.write(read))).isEqualTo(read);
    }

    @Test
    void anIntegerIsOneHoweverItWasWritten() {
        assertThat(json.read(body("1E+2")).tree())
                .isEqualTo(json.read(body("100")).tree());
        assertThat(json.read(body("1E+2")).tree().get("n").isInt()).isTrue();
    }

    @Test
    void numbersPutIntoDataByHandAreWrittenPlainly() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("double", 1.0E10).put("small", 1.0E-7).put("float", 0.1f).put("tenth", 0.1);
        data.put("decimal", new BigDecimal("1E+2")).put("long", 5L).put("big", BigInteger.TEN.pow(30));

        assertThat(json.write(envelope(data)))
                .contains("\"double\":10000000000,\"small\":0.00000010,\"float\":0.1,\"tenth\":0.1,\"decimal\":100,"
                        + "\"long\":5,\"big\":1000000000000000000000000000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E+999999999",
                "-1E+999999999",
                "1E-999999999",
                "0E-999999999",
                "1E+1000",
                "1E-999",
                "1E+99999999999",
                "1E-99999999999"
            })
    @Timeout(10)
    void aNumberOfAbsurdMagnitudeIsRefusedByItsPlace(String number) {
        PermanentFailure failure =
                catchThrowableOfType(PermanentFailure.class, () -> json.read(body("[{\"m\":" + number + "}]")));

        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure)
                .hasMessageMatching("data\\.n\\[0]\\.m is a number that takes more than 1,000 characters.*"
                        + "|The body has a number that takes more than 1,000 characters.*");
        assertThat(failure).hasMessageNotContaining("9999");
    }

    @Test
    @Timeout(10)
    void aNumberOfAbsurdMagnitudeIsNotWrittenEither() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putArray("n").add(new BigDecimal("1E+999999999"));

        assertThatThrownBy(() -> json.write(envelope(data)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("data.n[0] is a number that takes more than 1,000 characters when written plainly");
    }

    @Test
    void theLongestNumberIsWrittenAndReadAgain() {
        for (String number : new String[] {"1E+999", "-1E+998", "1E-998"}) {
            Envelope read = json.read(body(number));

            assertThat(json.read(json.write(read))).isEqualTo(read);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsNotWritten(double number) {
        ObjectNode asDouble = JsonNodeFactory.instance.objectNode().put("n", number);
        ObjectNode asFloat = JsonNodeFactory.instance.objectNode().put("n", (float) number);

        for (ObjectNode data : new ObjectNode[] {asDouble, asFloat}) {
            assertThatThrownBy(() -> json.write(envelope(data)))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessage("data.n is NaN or infinite, which no number of JSON is");
        }
    }

    @Test
    void textOfJsonThatIsNoJsonIsMalformed() {
        assertThat(catchThrowableOfType(PermanentFailure.class, () -> json.read(body("NaN")))
                        .reason())
                .isEqualTo(Reason.MALFORMED);
    }

    private static String body(String number) {
        return "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"s\",\"type\":\"T\",\"time\":\"2026-11-21T08:00:00Z\",\"data\":{\"n\":"
                + number + "}}";
    }

    private static Envelope envelope(ObjectNode data) {
        return new EventEnvelope(
                "e", "s", "T", 1, Instant.EPOCH, null, null, CorrelationContext.none(), null, null, data);
    }
}
