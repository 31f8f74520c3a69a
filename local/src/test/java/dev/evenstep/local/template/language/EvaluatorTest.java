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

class EvaluatorTest {

    private static final String TEMPLATE = """
            Parameters:
              Stage: { Type: String, Default: test }
              Count: { Type: Number, Default: 3 }
              Names: { Type: CommaDelimitedList, Default: "a, b,c" }
              Empty: { Type: CommaDelimitedList, Default: "" }
              Stored: { Type: "AWS::SSM::Parameter::Value<String>", Default: /a/b }
            Mappings:
              ByStage:
                test: { Size: 1, List: [x, y], Own: !FindInMap [ByStage, test, Own] }
                prod: { Size: 2 }
            Conditions:
              Always: !Equals [!Ref Stage, test]
              Never: !Not [!Condition Always]
            V:""";

    @TempDir
    Path folder;

    private Templated value(String expression) throws Exception {
        return Templated.of(folder, TEMPLATE + " " + expression);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("!Ref Stage", "\"test\""),
                arguments("!Ref Count", "\"3\""),
                arguments("!Ref Names", "[\"a\",\"b\",\"c\"]"),
                arguments("!Ref Empty", "[]"),
                arguments("!Ref AWS::Region", "\"us-east-1\""),
                arguments("{a: 1, b: !Ref AWS::NoValue}", "{\"a\":1}"),
                arguments("[1, !Ref AWS::NoValue, 2]", "[1,2]"),
                arguments("!If [Always, 1, 2]", "1"),
                arguments("!If [Never, 1, !If [Always, 3, 4]]", "3"),
                arguments("{a: !If [Never, 1, !Ref AWS::NoValue]}", "{}"),
                arguments("!If [Always, 1, !ImportValue other]", "1"),
                arguments("!Sub plain", "\"plain\""),
                arguments("!Sub '${Stage}-${AWS::Region}'", "\"test-us-east-1\""),
                arguments("!Sub '${!Literal}-${Stage}'", "\"${Literal}-test\""),
                arguments("!Sub '$Stage {Stage} $${Stage}'", "\"$Stage {Stage} $test\""),
                arguments("!Sub ['${A}/${Stage}', {A: !Ref Count}]", "\"3/test\""),
                arguments("!Sub ['${Stage}', {Stage: own}]", "\"own\""),
                arguments("!Join ['-', [a, !Ref Stage, !Ref Count]]", "\"a-test-3\""),
                arguments("!Join ['', !Ref Names]", "\"abc\""),
                arguments("!Join ['-', [a, !Ref AWS::NoValue]]", "\"a\""),
                arguments("!Join [',', !Split ['|', 'x|y']]", "\"x,y\""),
                arguments("!Select [1, [a, b]]", "\"b\""),
                arguments("!Select ['0', [a]]", "\"a\""),
                arguments("!Select [0, !Ref Names]", "\"a\""),
                arguments("!Split [',', 'a,b,']", "[\"a\",\"b\",\"\"]"),
                arguments("!Split [-, a-b]", "[\"a\",\"b\"]"),
                arguments("!FindInMap [ByStage, !Ref Stage, Size]", "1"),
                arguments("!FindInMap [ByStage, test, List]", "[\"x\",\"y\"]"),
                arguments("!FindInMap [ByStage, none, Size, {DefaultValue: !Ref Count}]", "\"3\""),
                arguments("!Base64 'hi'", "\"aGk=\""),
                arguments("{'Fn::Base64': !Sub '${Stage}'}", "\"dGVzdA==\""),
                arguments("{Condition: {StringEquals: {a: b}}}", "{\"Condition\":{\"StringEquals\":{\"a\":\"b\"}}}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void functionsGiveWhatTheyGiveOnAws(String expression, String json) throws Exception {
        var template = value(expression);

        assertThat(template.json("V")).isEqualTo(json);
        assertThat(template.reported()).isEmpty();
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                arguments("!Ref Nothing", "refers to Nothing"),
                arguments("!Ref [a]", "Ref takes the name"),
                arguments("!GetAtt Nothing.Arn", "refers to Nothing.Arn"),
                arguments("!GetAtt Nothing", "Fn::GetAtt takes a resource's logical id and the name of an attribute"),
                arguments("!If [Always, 1]", "Fn::If takes a list of three"),
                arguments("!If [Maybe, 1, 2]", "there is no condition Maybe"),
                arguments("!Sub '${Nothing}'", "refers to Nothing"),
                arguments("!Sub '${No Name}'", "${No Name}, which is no name; write ${!No Name}"),
                arguments("!Sub '${Names}'", "${Names}, whose value is no text"),
                arguments("!Sub [a, b, c]", "Fn::Sub takes a text, or a list of a text and a mapping"),
                arguments("!Join [a]", "Fn::Join takes a delimiter and a list of texts"),
                arguments("!Join ['-', [[a]]]", "Fn::Join takes a delimiter and a list of texts"),
                arguments("!Select [2, [a, b]]", "Fn::Select asks for item 2 (counted from 0) of 2"),
                arguments("!Select [-1, [a, b]]", "Fn::Select takes an index and a list"),
                arguments("!Select [0, a]", "Fn::Select takes an index and a list"),
                arguments("!Split ['', a]", "Fn::Split takes a delimiter and a text"),
                arguments("!Split [',', [a]]", "Fn::Split takes a delimiter and a text"),
                arguments("!FindInMap [ByStage, none, Size]", "finds no text and no list under ByStage / none / Size"),
                arguments("!FindInMap [ByStage, test, Own]", "finds no text and no list under ByStage / test / Own"),
                arguments("!FindInMap [ByStage, test]", "Fn::FindInMap takes the name of a map and two keys"),
                arguments("!Base64 [a]", "Fn::Base64 takes a text"),
                arguments("!ImportValue other", "Fn::ImportValue takes another stack's output"),
                arguments("!GetAZs ''", "Fn::GetAZs asks an account for its availability zones"),
                arguments("!Cidr [a, 1, 2]", "Fn::Cidr is not resolved locally"),
                arguments("!Transform {Name: x}", "Fn::Transform runs a macro"),
                arguments("!ToJsonString {a: 1}", "AWS::LanguageExtensions"),
                arguments("{'Fn::ForEach::X': [a]}", "AWS::LanguageExtensions"),
                arguments("{'Fn::Nonsense': 1}", "Fn::Nonsense is no function of CloudFormation"),
                arguments("{'Fn::Join': ['', []], other: 1}", "Fn::Join must stand alone"),
                arguments("!Equals [a, b]", "Fn::Equals belongs in the section Conditions"),
                arguments("!Ref Stored", "SSM Parameter Store; there is none here: give the value itself, Stored="));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void whatCannotBeResolvedIsReportedWithItsPlace(String expression, String message) throws Exception {
        var template = value(expression);

        template.resolve("V", ValueLocation.of("Here.Property"));

        assertThat(template.reported()).contains(message, "Here.Property").startsWith("line ");
    }

    @Test
    void aProblemWithinAFunctionIsToldOnce() throws Exception {
        var template = value("!Join ['-', [!Select [0, [!Ref Nothing]], b]]");

        template.json("V");

        assertThat(template.problems().count()).isEqualTo(1);
    }

    @Test
    void aMereMentionMindsWhatItRefersToAndNothingElse() throws Exception {
        var template = value(
                "[!ImportValue other, !GetAZs '', !Select [9, []], !Ref Stored, !FindInMap [a, b, c], !Ref Nothing]");

        template.resolve("V", ValueLocation.mention("Here"));

        assertThat(template.reported()).contains("refers to Nothing").hasLineCount(1);
    }

    @Test
    void aGivenParameterWins() throws Exception {
        var template = Templated.of(
                folder, TEMPLATE + " [!Ref Stage, !Ref Stored]", Map.of("Stage", "prod", "Stored", "value"));

        assertThat(template.json("V")).isEqualTo("[\"prod\",\"value\"]");
    }
}
