package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FiltersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode message(String body) {
        ObjectNode message = JSON.createObjectNode().put("body", body);
        message.putObject("messageAttributes").putObject("kind").put("stringValue", "express");
        return message;
    }

    /** The table of Lambda's guide, "Properly filtering Amazon SQS messages", and the operators that it documents. */
    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("plain text, plain pattern", "hello", "{\"body\":[\"hello\"]}", true),
                Arguments.of("other text, plain pattern", "other", "{\"body\":[\"hello\"]}", false),
                Arguments.of(
                        "plain text, no pattern for the body",
                        "hello",
                        "{\"messageAttributes\":{\"kind\":{\"stringValue\":[\"express\"]}}}",
                        true),
                Arguments.of("plain text, JSON pattern", "hello", "{\"body\":{\"a\":[1]}}", false),
                Arguments.of("JSON, plain pattern", "{\"a\":1}", "{\"body\":[\"hello\"]}", false),
                Arguments.of(
                        "JSON, no pattern for the body",
                        "{\"a\":1}",
                        "{\"messageAttributes\":{\"kind\":{\"stringValue\":[\"slow\"]}}}",
                        false),
                Arguments.of("JSON, JSON pattern", "{\"a\":1}", "{\"body\":{\"a\":[1]}}", true),
                Arguments.of("JSON, other value", "{\"a\":2}", "{\"body\":{\"a\":[1]}}", false),
                Arguments.of(
                        "numeric range", "{\"a\":5}", "{\"body\":{\"a\":[{\"numeric\":[\">\",1,\"<=\",5]}]}}", true),
                Arguments.of("prefix", "{\"a\":\"order-1\"}", "{\"body\":{\"a\":[{\"prefix\":\"order-\"}]}}", true),
                Arguments.of("suffix", "{\"a\":\"x.csv\"}", "{\"body\":{\"a\":[{\"suffix\":\".csv\"}]}}", true),
                Arguments.of("anything but", "{\"a\":\"b\"}", "{\"body\":{\"a\":[{\"anything-but\":[\"b\"]}]}}", false),
                Arguments.of("exists", "{\"b\":1}", "{\"body\":{\"a\":[{\"exists\":false}]}}", true),
                Arguments.of("null", "{\"a\":null}", "{\"body\":{\"a\":[null]}}", true),
                Arguments.of("or", "{\"b\":2}", "{\"body\":{\"$or\":[{\"a\":[1]},{\"b\":[2]}]}}", true),
                Arguments.of(
                        "equal whatever the case",
                        "{\"a\":\"EU\"}",
                        "{\"body\":{\"a\":[{\"equals-ignore-case\":\"eu\"}]}}",
                        true),
                Arguments.of(
                        "JSON deeper than anything sane",
                        "[".repeat(10_000) + "]".repeat(10_000),
                        "{\"body\":{\"a\":[1]}}",
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void aMessagePassesByItsBody(String name, String body, String pattern, boolean passes) {
        assertThat(Filters.of(List.of(pattern)).passMessage(message(body)))
                .as(name)
                .isEqualTo(passes);
    }

    @Test
    void anyPatternLetsAMessageThrough() {
        Filters filters = Filters.of(List.of("{\"body\":{\"a\":[1]}}", "{\"body\":{\"a\":[2]}}"));

        assertThat(filters.passMessage(message("{\"a\":2}"))).isTrue();
        assertThat(filters.passMessage(message("{\"a\":3}"))).isFalse();
    }

    @Test
    void withoutPatternsEverythingPasses() {
        assertThat(Filters.of(List.of()).passMessage(message("anything"))).isTrue();
    }

    @Test
    void theMessageItselfIsNotChangedByMatching() {
        ObjectNode message = message("{\"a\":1}");
        assertThat(Filters.of(List.of("{\"body\":{\"a\":[1]}}")).passMessage(message))
                .isTrue();
        assertThat(message.path("body").isTextual()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"eventName\":[\"INSERT\"]}|true",
                "{\"eventName\":[\"REMOVE\"]}|false",
                "{\"dynamodb\":{\"NewImage\":{\"type\":{\"S\":[\"OrderPlaced\"]}}}}|true",
                "{\"dynamodb\":{\"NewImage\":{\"version\":{\"N\":[\"7\"]}}}}|true",
                "{\"dynamodb\":{\"OldImage\":{\"type\":{\"S\":[{\"exists\":true}]}}}}|false"
            })
    void aStreamRecordPassesByItsContent(String pattern, boolean passes) throws Exception {
        var record = JSON.readTree(
                "{\"eventName\":\"INSERT\",\"dynamodb\":{\"NewImage\":{\"type\":{\"S\":\"OrderPlaced\"},\"version\":{\"N\":\"7\"}}}}");

        assertThat(Filters.of(List.of(pattern)).pass(record)).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"no json", "{\"body\":\"text\"}", "{\"body\":{\"a\":[{\"what\":1}]}}", "{\"body\":"})
    void aPatternThatIsNoneIsRefusedByName(String pattern) {
        assertThatThrownBy(() -> Filters.of(List.of(pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Invalid filter pattern definition: " + pattern);
    }
}
