package dev.evenstep.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping without {@code ReportBatchItemFailures}. */
class PartialResponseWarningsTest {

    @TempDir
    private Path folder;

    @Test
    void aConsumerOfEvenstepsIsRefused() throws IOException {
        Stack stack = stack("IDEMPOTENCY_TABLE: marks");

        assertThatThrownBy(() -> PartialResponseWarnings.refused(stack))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("function local-Work: add FunctionResponseTypes: [ReportBatchItemFailures]");
        assertThat(PartialResponseWarnings.suspected(stack)).isEmpty();
    }

    @Test
    void anyOtherFunctionRunsAndIsNamed() throws IOException {
        Stack stack = stack("COLOUR: red");

        assertThat(PartialResponseWarnings.refused(stack)).isSameAs(stack);
        assertThat(PartialResponseWarnings.suspected(stack))
                .singleElement()
                .asString()
                .contains("ReportBatchItemFailures is missing", "local-Jobs", "local-Work");
    }

    private Stack stack(String variable) throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Jobs: { Type: "AWS::SQS::Queue" }
                  Work:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java21
                      CodeUri: work.jar
                      Handler: work.Handler
                      Environment: { Variables: { %s } }
                      Events:
                        Jobs: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }
                """.formatted(variable));
        return Templates.read(template, TemplateOptions.defaults());
    }
}
