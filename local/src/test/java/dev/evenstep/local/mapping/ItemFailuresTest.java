package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ItemFailuresTest {

    private static final Set<String> BATCH = Set.of("1", "2", "3");

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("{\"batchItemFailures\":[]}", Set.of()),
                Arguments.of("{\"batchItemFailures\":null}", Set.of()),
                Arguments.of("{}", Set.of()),
                Arguments.of("null", Set.of()),
                Arguments.of("\"done\"", Set.of()),
                Arguments.of("", Set.of()),
                Arguments.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}", Set.of("2")),
                Arguments.of(
                        "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"3\"},{\"itemIdentifier\":\"2\"}]}",
                        Set.of("2", "3")),
                Arguments.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}", BATCH),
                Arguments.of("{\"batchItemFailures\":[{\"itemIdentifier\":null}]}", BATCH),
                Arguments.of("{\"batchItemFailures\":[{\"itemIdentifier\":2}]}", BATCH),
                Arguments.of("{\"batchItemFailures\":[{\"itemId\":\"2\"}]}", BATCH),
                Arguments.of("{\"batchItemFailures\":[\"2\"]}", BATCH),
                Arguments.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"9\"}]}", BATCH),
                Arguments.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"9\"}]}", BATCH),
                Arguments.of("{\"batchItemFailures\":\"2\"}", BATCH),
                Arguments.of("{\"batchItemFailures\":[", BATCH),
                Arguments.of("not json", BATCH));
    }

    @ParameterizedTest(name = "{0} means {1}")
    @MethodSource("answers")
    void anAnswerNamesTheFailedRecords(String answer, Set<String> failed) {
        assertThat(ItemFailures.in(answer, BATCH)).isEqualTo(failed);
    }
}
