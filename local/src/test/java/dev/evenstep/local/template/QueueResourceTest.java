package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.evenstep.local.stack.QueueSpec;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueueResourceTest {

    private static final String DEAD_LETTERS = """
              Dead: { Type: AWS::SQS::Queue }
              DeadFifo: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
            """;

    @TempDir
    Path folder;

    private static String queue(String properties) {
        return DEAD_LETTERS + "  Queue: { Type: AWS::SQS::Queue, Properties: " + properties + " }\n";
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        "{ VisibilityTimeout: 43201 }",
                        "Queue.VisibilityTimeout: is 43201; must be 0 to 43200 seconds"),
                arguments("{ VisibilityTimeout: half a minute }", "is half a minute; must be 0 to 43200 seconds"),
                arguments("{ VisibilityTimeout: [30] }", "Queue.VisibilityTimeout: must be a text"),
                arguments("{ VisibilityTimeout: }", "Queue.VisibilityTimeout: has no value; CloudFormation refuses"),
                arguments("{ DelaySeconds: -1 }", "is -1; must be 0 to 900 seconds"),
                arguments("{ ReceiveMessageWaitTimeSeconds: 21 }", "is 21; must be 0 to 20 seconds"),
                arguments("{ MessageRetentionPeriod: 59 }", "is 59; must be 60 to 1209600 seconds"),
                arguments("{ FifoQueue: perhaps }", "Queue.FifoQueue: is perhaps; must be true or false"),
                arguments("{ FifoQueue: true, QueueName: q }", "is q; the name of a FIFO queue must end in .fifo"),
                arguments("{ QueueName: q.fifo }", "is q.fifo; only a queue with FifoQueue: true may end in .fifo"),
                arguments("{ QueueName: 'a b' }", "is a b; must be up to 80 letters"),
                arguments("{ ContentBasedDeduplication: true }", "is for FIFO queues only"),
                arguments("{ QueueName: shop-Dead }", "Queue: is another queue shop-Dead; AWS creates only one"),
                arguments(
                        "{ RedrivePolicy: { deadLetterTargetArn: !GetAtt DeadFifo.Arn, maxReceiveCount: 1 } }",
                        "the dead-letter queue of a standard queue must be a standard queue"),
                arguments(
                        "{ FifoQueue: true, RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 1 } }",
                        "the dead-letter queue of a FIFO queue must be a FIFO queue"),
                arguments(
                        "{ RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } }",
                        "Queue.RedrivePolicy.maxReceiveCount: is missing"),
                arguments(
                        "{ RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 1001 } }",
                        "is 1001; must be 1 to 1000"),
                arguments("{ RedrivePolicy: { maxReceiveCount: 1 } }", "deadLetterTargetArn: is missing"),
                arguments("{ RedrivePolicy: a text }", "Queue.RedrivePolicy: must be an object"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatSqsRefusesIsRefused(String properties, String message) throws Exception {
        assertThat(new Folder(folder).problemsOfResources(queue(properties))).contains(message);
    }

    @Test
    void aRedrivePolicyMayBeAnObjectOrAText() throws Exception {
        var arn = "arn:aws:sqs:us-east-1:000000000000:shop-Dead";
        var expected = new QueueSpec.Redrive(arn, 3);
        for (var policy : new String[] {
            "{ deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: '3' }",
            "!Sub '{\"deadLetterTargetArn\": \"${Dead.Arn}\", \"maxReceiveCount\": 3}'",
            "'{\"deadLetterTargetArn\": \"" + arn + "\", \"maxReceiveCount\": \"3\"}'"
        }) {
            assertThat(new Folder(folder)
                            .resources(queue("{ RedrivePolicy: " + policy + " }"))
                            .queues())
                    .last()
                    .extracting(QueueSpec::redrive)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aDeadLetterQueueOutsideTheTemplateIsNamedAndLeftOut() throws Exception {
        var arn = "arn:aws:sqs:us-east-1:000000000000:elsewhere";
        var stack = new Folder(folder)
                .resources(queue("{ RedrivePolicy: { deadLetterTargetArn: '" + arn + "', maxReceiveCount: 3 } }"));

        assertThat(stack.queues()).last().extracting(QueueSpec::redrive).isNull();
        assertThat(Folder.notHonoured(stack))
                .containsExactly("Queue.RedrivePolicy.deadLetterTargetArn: " + arn + " is not in this template, and"
                        + " nothing outside it exists locally: messages are received again and again");
    }

    @Test
    void whatTheLocalQueueDoesNotDoIsNamed() throws Exception {
        var stack = new Folder(folder)
                .resources(queue("{ Tags: [], MaximumMessageSize: 1024, RedriveAllowPolicy: {}, Colour: red, "
                        + "MessageRetentionPeriod: 60, KmsMasterKeyId: k, DelaySeconds: 1 }"));

        assertThat(Folder.notHonoured(stack))
                .containsExactlyInAnyOrder(
                        "Queue.Tags: tags are kept in an account only",
                        "Queue.MaximumMessageSize: a local queue takes messages of AWS's largest size",
                        "Queue.RedriveAllowPolicy: a local queue is a dead-letter queue to whichever queue names it",
                        "Queue.Colour: unknown to the local run; check its spelling",
                        "Queue.MessageRetentionPeriod: a local queue keeps its messages until they are deleted or redriven",
                        "Queue.KmsMasterKeyId: nothing is encrypted locally");
    }
}
