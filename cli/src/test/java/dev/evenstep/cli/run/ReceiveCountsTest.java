package dev.evenstep.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that believes something else of its queue than the template says. */
class ReceiveCountsTest {

    @TempDir
    private Path folder;

    @Test
    void anotherCountAndNoneAreTold() throws IOException {
        assertThat(contradicted("RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 }"))
                .containsExactly(
                        "The function local-Work has MAX_RECEIVE_COUNT=1000, and the RedrivePolicy of its queue local-Jobs maxReceiveCount: 5");
        assertThat(contradicted("VisibilityTimeout: 30"))
                .containsExactly(
                        "The function local-Work has MAX_RECEIVE_COUNT=1000, and its queue local-Jobs has no RedrivePolicy");
    }

    @Test
    void theSameCountIsNot() throws IOException {
        assertThat(contradicted("RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 1000 }"))
                .isEmpty();
    }

    private List<String> contradicted(String queue) throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Dead: { Type: "AWS::SQS::Queue" }
                  Jobs: { Type: "AWS::SQS::Queue", Properties: { %s } }
                  Work:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: java21
                      CodeUri: work.jar
                      Handler: work.Handler
                      Environment: { Variables: { MAX_RECEIVE_COUNT: 1000 } }
                      Events:
                        Jobs: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }
                """.formatted(queue));
        return ReceiveCounts.contradicted(Templates.read(template, TemplateOptions.defaults()));
    }
}
