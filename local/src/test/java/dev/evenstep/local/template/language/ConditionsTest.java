package dev.evenstep.local.template.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionsTest {

    private static final String TEMPLATE = """
            Parameters:
              Stage: { Type: String, Default: test }
            Mappings:
              M: { a: { b: test } }
            Conditions:
              Always: !Equals [a, a]
              Never: !Equals [a, b]
              C:""";

    @TempDir
    Path folder;

    private Templated template(String condition) throws Exception {
        return Templated.of(folder, TEMPLATE + " " + condition);
    }

    private static boolean holds(Templated template) {
        return template.evaluator().holds("C", template.root(), "Test");
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments("!Equals [!Ref Stage, test]", true),
                arguments("!Equals [!Ref Stage, Test]", false),
                arguments("!Equals [1, '1']", true),
                arguments("!Equals [!FindInMap [M, a, b], !Sub '${Stage}']", true),
                arguments("!Equals [!Join ['', [t, est]], !Ref Stage]", true),
                arguments("!Not [!Condition Always]", false),
                arguments("!And [!Condition Always, !Condition Always]", true),
                arguments("!And [!Condition Always, !Condition Never, !Condition Always]", false),
                arguments("!Or [!Condition Never, !Condition Always]", true),
                arguments("!Or [!Condition Never, !Not [!Or [!Condition Never, !Condition Always]]]", false),
                arguments("{Condition: Always}", true),
                arguments("{Condition: {Condition: Never}}", false));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void conditionsHoldAsOnAws(String condition, boolean expected) throws Exception {
        var template = template(condition);

        assertThat(holds(template)).isEqualTo(expected);
        assertThat(template.reported()).isEmpty();
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                arguments("!Condition Maybe", "there is no condition Maybe; there are [Always, Never, C]"),
                arguments("!Condition C", "in a circle: C"),
                arguments("!Equals [a]", "takes a list of 2"),
                arguments("!Not [!Condition Always, !Condition Never]", "takes a list of 1"),
                arguments("!And [!Condition Always]", "takes a list of 2 to 10"),
                arguments("!Or a", "takes a list of 2 to 10"),
                arguments("true", "a condition is made of Fn::Equals"),
                arguments("!Equals [!Ref Queue, a]", "refers to Queue, which is no parameter; only parameters"),
                arguments("!Equals [!ImportValue x, a]", "Fn::ImportValue"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void aConditionThatCannotBeToldIsReportedAndTakenToHold(String condition, String message) throws Exception {
        var template = template(condition);

        assertThat(template.reported()).contains(message, "Conditions.C");
        assertThat(holds(template)).isTrue();
    }

    @Test
    void aChainOfConditionsHasAnEnd() throws Exception {
        var yaml = new StringBuilder("Conditions:\n");
        for (var i = 0; i < 10_000; i++) {
            yaml.append("  C%d: !Condition C%d\n".formatted(i, i + 1));
        }

        assertThat(Templated.of(folder, yaml.toString()).reported()).contains("more than 100 levels deep");
    }

    @Test
    void aSectionOfAnotherShapeIsReported() throws Exception {
        assertThat(Templated.of(folder, "Conditions: [a]").reported()).contains("must hold conditions by name");
    }
}
