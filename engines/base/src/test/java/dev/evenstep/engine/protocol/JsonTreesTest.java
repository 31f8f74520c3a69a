package dev.evenstep.engine.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":[1,-2147483649,123456789012345678901234567890],\"a\":{\"x\":1.50,\"y\":true,\"z\":null}}",
                "[]",
                "\"a \\\"text\\\" of ü\"",
                "0.000"
            })
    void whatIsReadIsWrittenAsItWas(String text) throws Exception {
        assertThat(JsonTrees.write(JsonTrees.parse(text))).isEqualTo(text);
        assertThat(JsonTrees.bytes(JsonTrees.parse(text.getBytes(UTF_8)))).isEqualTo(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{} {}", "[1,", "{\"a\":}", "]", "{\"a\" 1}", "NaN"})
    void whatIsNotOneValueIsRefused(String text) {
        assertThatThrownBy(() -> JsonTrees.parse(text)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> JsonTrees.parse(text.getBytes(UTF_8))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void depthIsLimited() throws Exception {
        var deepest = "[".repeat(JsonTrees.DEEPEST) + "]".repeat(JsonTrees.DEEPEST);

        assertThat(JsonTrees.write(JsonTrees.parse(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> JsonTrees.parse("[" + deepest + "]")).isInstanceOf(JsonProcessingException.class);
    }
}
