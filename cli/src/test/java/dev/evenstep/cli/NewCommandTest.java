package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code new} says; what it makes is {@code NewProjectTest}'s. */
class NewCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"Meters", "7meters", "meters-", "../meters", "a_b", "meters.readings", "."})
    void aBadNameIsRefusedAndLeavesNothing(String name) {
        Ran ran = Ran.of("new", name);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("\"" + name + "\"", "lower-case letters");
        assertThat(Path.of("meters")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--package=class.meters", "--package=meters", "--package=com/example", "--group=com example"})
    void aBadPackageOrGroupIsRefused(String option) {
        Ran ran = Ran.of("new", "meters", option);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains(Arrays.stream(option.split("=", 2)).skip(1).toArray(String[]::new));
    }

    @Test
    void theVersionIsTheReleases() {
        assertThat(Ran.of("--version").out()).matches("evenstep \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @Test
    void aMissingNameIsAUsageError() {
        assertThat(Stream.of(Ran.of("new"), Ran.of("new", "--sqs")))
                .allSatisfy(ran -> assertThat(ran.code()).isEqualTo(2));
    }
}
