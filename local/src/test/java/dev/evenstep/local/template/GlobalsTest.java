package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GlobalsTest {

    private static final String GLOBALS = """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function:
                Runtime: java21
                Handler: a.B
                CodeUri: a.jar
                Timeout: 20
                Layers: [one]
                Environment: { Variables: { A1: global, B1: global } }
                EventInvokeConfig: { MaximumRetryAttempts: 1 }
            Resources:
              Plain: { Type: AWS::Lambda::Function, Properties: { Runtime: java17, Handler: x.Y, Code: p.jar } }
              F:
                Type: AWS::Serverless::Function
            """;

    @TempDir
    Path folder;

    @Test
    void mapsAreMergedListsJoinedAndValuesOverridden() throws Exception {
        var stack = new Folder(folder).read(GLOBALS + """
                        Properties:
                          Timeout: 30
                          Layers: [two]
                          Environment: { Variables: { B1: own, C1: own } }
                          EventInvokeConfig: { MaximumEventAgeInSeconds: 60 }
                        """.indent(4));

        assertThat(stack.functions().getFirst()).satisfies(function -> {
            assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(30));
            assertThat(function.handler()).isEqualTo("a.B");
            assertThat(function.environment()).isEqualTo(Map.of("A1", "global", "B1", "own", "C1", "own"));
            assertThat(function.async().maximumRetryAttempts()).isEqualTo(1);
            assertThat(function.async().maximumEventAge()).isEqualTo(Duration.ofMinutes(1));
        });
        assertThat(Folder.notHonoured(stack))
                .containsExactly("F.Layers: layers are not put on the class path; pack what they hold into the jar");
    }

    @Test
    void plainFunctionsHaveNoGlobals() throws Exception {
        assertThat(new Folder(folder).read(GLOBALS).functions())
                .filteredOn(function -> function.logicalId().equals("Plain"))
                .singleElement()
                .satisfies(function -> assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void aFunctionOfTheLanguageCountsAsAValue() throws Exception {
        var stack = new Folder(folder)
                .read(GLOBALS
                        + "    Properties: { Environment: { Variables: !If [Always, { ONLY: this }, {}] } }\n"
                        + "Conditions: { Always: !Equals [a, a] }\n");

        assertThat(stack.functions().getFirst().environment()).isEqualTo(Map.of("ONLY", "this"));
    }

    @Test
    void aFunctionMayIgnoreThem() throws Exception {
        var reader = new Folder(folder);

        assertThat(reader.problems(GLOBALS + "    IgnoreGlobals: '*'"))
                .contains("F.Handler: is missing", "F.Runtime: is missing", "F.CodeUri: is missing");
        assertThat(reader.read(GLOBALS + "    IgnoreGlobals: [Timeout]")
                        .functions()
                        .getFirst()
                        .timeout())
                .isEqualTo(Duration.ofSeconds(3));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("Globals: [a]", "Globals: must hold sections such as Function"),
                arguments("Globals: { Fnction: {} }", "Globals.Fnction: is unknown to SAM; it knows [Api,"),
                arguments("Globals: { Function: a }", "Globals.Function: must be a mapping"),
                arguments("Globals: { Function: { Events: {} } }", "Globals.Function.Events: is not for all"),
                arguments("Globals: { Function: { Policies: [] } }", "Globals.Function.Policies: is not for all"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatSamRefusesIsRefused(String globals, String message) throws Exception {
        assertThat(new Folder(folder).problemsOfResources("  Q: { Type: AWS::SQS::Queue }\n" + globals))
                .contains(message);
    }
}
