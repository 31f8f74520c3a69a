package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.cli.run.FunctionOutput;
import dev.evenstep.cli.run.LocalRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two queues with one dead-letter queue, and no functions: where a letter goes back to is not known by itself. */
class SharedDeadLettersTest {

    private static final String TEMPLATE = """
            Resources:
              Lost: { Type: "AWS::SQS::Queue" }
              Jobs:
                Type: AWS::SQS::Queue
                Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 1 } }
              Tasks:
                Type: AWS::SQS::Queue
                Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 1 } }
            """;

    private LocalRun run;
    private AwsClients clients;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        run = LocalRun.start(
                new LocalRun.RunSettings(template, "shared", 0, null, Map.of()),
                List.of(),
                new FunctionOutput(new PrintWriter(Writer.nullWriter()), FunctionOutput.Detail.TROUBLE));
        clients = AwsClients.at(run.endpoint());
    }

    @AfterEach
    void close() {
        clients.close();
        run.close();
    }

    @Test
    void aLetterThatMayComeFromEitherQueueNeedsATarget() {
        String id = send("shared-Lost");

        Ran unsure = run("dlq", "redrive", id);
        Ran told = run("dlq", "redrive", id, "--to", "Tasks");

        assertThat(unsure.code()).isEqualTo(1);
        assertThat(unsure.err()).contains(id, "Lost", "[shared-Jobs, shared-Tasks]", "--to");
        assertThat(told.out()).isEqualTo(id + " -> shared-Tasks\n");
    }

    @Test
    void aLetterThatSqsMovedGoesBackToWhereItWas() {
        String id = send("shared-Jobs");
        receive("shared-Jobs");
        receive("shared-Jobs");

        Ran back = run("dlq", "redrive", "--all", "Lost");

        assertThat(back.err()).isEmpty();
        assertThat(back.out()).isEqualTo(id + " -> shared-Jobs\n");
    }

    private String send(String queue) {
        return clients.sqs()
                .sendMessage(request -> request.queueUrl(url(queue)).messageBody("{}"))
                .messageId();
    }

    private void receive(String queue) {
        int unused = clients.sqs()
                .receiveMessage(request -> request.queueUrl(url(queue)).visibilityTimeout(0))
                .messages()
                .size();
    }

    private String url(String queue) {
        return run.endpoint() + "/000000000000/" + queue;
    }

    private Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--endpoint", run.endpoint().toString()));
        return Ran.of(all.toArray(String[]::new));
    }
}
