package dev.evenstep.local.template.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParametersTest {

    @TempDir
    Path folder;

    private String reported(String declaration, Map<String, String> given) throws Exception {
        return Templated.of(folder, "Parameters:\n  P: " + declaration, given).reported();
    }

    static Stream<Arguments> declarations() {
        return Stream.of(
                arguments("{Type: String}", "x", ""),
                arguments("{Type: String}", "", ""),
                arguments("{Type: String, AllowedValues: [a, b]}", "c", "is c: must be one of [a, b]"),
                arguments("{Type: String, AllowedValues: [1, true]}", "true", ""),
                arguments("{Type: String, AllowedPattern: '[a-z]+'}", "ab1", "must match [a-z]+"),
                arguments("{Type: String, AllowedPattern: '['}", "a", "no regular expression itself: ["),
                arguments("{Type: String, MinLength: 3}", "ab", "have a length of at least 3"),
                arguments("{Type: String, MaxLength: 1}", "ab", "have a length of at most 1"),
                arguments("{Type: Number}", "1.5", ""),
                arguments("{Type: Number}", "one", "is one: must be a number"),
                arguments("{Type: Number, MinValue: 2}", "1", "must be at least 2"),
                arguments("{Type: Number, MaxValue: 2}", "3", "must be at most 2"),
                arguments("{Type: List<Number>}", "1, 2", ""),
                arguments("{Type: List<Number>}", "1,x", "is x: must be a number"),
                arguments("{Type: CommaDelimitedList, AllowedValues: [a]}", "a,b", "is b: must be one of [a]"),
                arguments("{Type: 'AWS::EC2::VPC::Id'}", "vpc-1", ""),
                arguments("{Type: 'List<AWS::EC2::Subnet::Id>'}", "s-1,s-2", ""),
                arguments("{Type: 'AWS::SSM::Parameter::Name'}", "/a", ""),
                arguments("{Type: Strnig}", "x", "is of type Strnig; CloudFormation has String"),
                arguments("{Type: String, AllowedValues: [a], ConstraintDescription: 'Say a.'}", "b", "; Say a."),
                arguments("{Type: String, AllowedValues: [a], NoEcho: true}", "secret", "is (not shown): must"));
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void aGivenValueMustKeepTheRulesOfItsDeclaration(String declaration, String value, String message)
            throws Exception {
        var reported = reported(declaration, Map.of("P", value));

        if (message.isEmpty()) {
            assertThat(reported).isEmpty();
        } else {
            assertThat(reported).contains(message, "Parameters.P").doesNotContain("secret");
        }
    }

    @Test
    void aDefaultMustKeepThemToo() throws Exception {
        assertThat(reported("{Type: Number, Default: x}", Map.of())).contains("is x: must be a number");
    }

    @Test
    void aParameterWithoutAnyValueIsNamedWithTheRemedy() throws Exception {
        assertThat(reported("{Type: String}", Map.of()))
                .isEqualTo("line 2: Parameters.P: has no default, and no value is given for it; give one: P=<value>");
    }

    @Test
    void aValueForAParameterThatIsNotDeclaredIsRefused() throws Exception {
        assertThat(reported("{Type: String}", Map.of("P", "a", "Q", "b"))).contains("for Q", "it declares [P]");
    }

    @Test
    void aStoredParameterIsMissedOnlyWhereItIsUsed() throws Exception {
        assertThat(reported("{Type: 'AWS::SSM::Parameter::Value<String>', Default: /a}", Map.of()))
                .isEmpty();
    }

    @Test
    void declarationsOfAnotherShapeAreReported() throws Exception {
        assertThat(reported("just a text", Map.of())).contains("must have a Type");
        assertThat(Templated.of(folder, "Parameters: [a]").reported()).contains("must hold parameters by name");
        assertThat(Templated.of(folder, "Mappings: [a]").reported()).contains("must hold maps by name");
    }
}
