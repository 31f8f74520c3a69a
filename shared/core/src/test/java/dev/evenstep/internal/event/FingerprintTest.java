package dev.evenstep.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    /** It stands beside marks that live for weeks, so it must be the same in every release. */
    @Test
    void aFingerprintNeverChanges() {
        assertThat(of("T", "{\"b\":[1,2.5,\"x\",true,null],\"a\":{}}")).isEqualTo("wCdv3iG-V_9nvTCtpNRK0A");
    }

    @Test
    void aFingerprintHasTwentyTwoCharactersForUrls() {
        assertThat(of("T", "{}")).matches("[A-Za-z0-9_-]{22}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1,"b":{"c":2,"d":3}}      | { "b" : {"d":3, "c":2}, "a": 1 }
            {"a":1}                        | {"a":1.0}
            {"a":1}                        | {"a":1E0}
            {"a":100}                      | {"a":1E+2}
            {"a":0}                        | {"a":-0.00}
            {"a":0.5}                      | {"a":5e-1}
            {"a":1000000000000000000000.0} | {"a":1E21}
            {"a":"é"}                      | {"a":"\\u00e9"}
            {"😀":1,"\\uffff":2}           | {"\\uffff":2,"😀":1}
            """)
    void keyOrderAndNotationMakeNoDifference(String one, String other) {
        assertThat(of("T", one)).isEqualTo(of("T", other));
    }

    @Test
    void anythingElseMakesADifference() {
        List<String> different = List.of(
                "{}",
                "{\"a\":1}",
                "{\"a\":-1}",
                "{\"a\":10}",
                "{\"a\":0.1}",
                "{\"a\":257}",
                "{\"a\":\"1\"}",
                "{\"a\":\"1 \"}",
                "{\"a\":\"\"}",
                "{\"a\":null}",
                "{\"a\":true}",
                "{\"a\":false}",
                "{\"a\":\"true\"}",
                "{\"a\":[]}",
                "{\"a\":{}}",
                "{\"a\":[[]]}",
                "{\"a\":[1,2]}",
                "{\"a\":[2,1]}",
                "{\"a\":[12]}",
                "{\"a\":[[1],2]}",
                "{\"a\":[1,[2]]}",
                "{\"a\":[\"b\",\"c\"]}",
                "{\"a\":[\"bc\"]}",
                "{\"a\":\"b\",\"c\":\"d\"}",
                "{\"a\":{\"b\":\"c\"},\"d\":1}",
                "{\"a\":{\"b\":\"c\",\"d\":1}}",
                "{\"A\":1}",
                "{\"ab\":1}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\ud801\"}",
                "{\"a\":\"?\"}");

        assertThat(different.stream().map(data -> of("T", data)).collect(Collectors.toSet()))
                .hasSameSizeAs(different);
    }

    @Test
    void theTypeMakesADifference() {
        assertThat(of("OrderPlaced", "{}")).isNotEqualTo(of("OrderPlacee", "{}"));
    }

    @Test
    void nothingElseOfTheEnvelopeDoes() {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("a", 1);
        Envelope other = new EventEnvelope(
                "other", "other", "T", 9, Instant.EPOCH, "s", 7, new CorrelationContext("a", "b", "c"), "p", "d", data);

        assertThat(Fingerprint.of(other)).isEqualTo(of("T", "{\"a\":1}"));
    }

    @Test
    void dataMadeByHandHasTheFingerprintOfItsJson() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("double", 1e10).put("float", 0.1f).put("bytes", new byte[] {1, 2, 3});
        Envelope byHand = json.read(body("T", "{}")).withTree(1, data);

        assertThat(Fingerprint.of(byHand)).isEqualTo(Fingerprint.of(json.read(json.write(byHand))));
    }

    @Test
    void whatIsNoJsonHasNoFingerprint() {
        Envelope byHand = json.read(body("T", "{}"))
                .withTree(1, JsonNodeFactory.instance.objectNode().put("n", Double.NaN));

        assertThatThrownBy(() -> Fingerprint.of(byHand))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("data.n is NaN");
    }

    private String of(String type, String data) {
        return Fingerprint.of(json.read(body(type, data)));
    }

    private static String body(String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"s\",\"type\":\"%s\",\"time\":\"2026-11-21T08:00:00Z\",\"data\":%s}"
                .formatted(type, data);
    }
}
