package dev.evenstep.aws.internal.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.aws.TestAws;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus.PublishResult;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Accepted;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** Publishing to a FIFO queue, and what SQS makes of it. */
class SqsFifoQueueTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final Duration TIME = Duration.ofSeconds(5);

    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final String url =
            sqs.getQueueUrl(request -> request.queueName("test-events.fifo")).queueUrl();
    private final SqsFifoQueue queue = new SqsFifoQueue(() -> sqs, url);
    private final String run = UUID.randomUUID().toString();

    @Test
    void anEventsGroupIsItsEntityAndOneThatIsSentAgainIsTakenOnce() {
        SerializedEvent first = event("1-" + run, "order-" + run);
        SerializedEvent second = event("2-" + run, "order-" + run);
        SerializedEvent strange = event("3-" + run, "Bestellung für " + run);

        assertThat(queue.publish(List.of(first, strange), TIME)).containsExactly(new Accepted(), new Accepted());
        assertThat(queue.publish(List.of(first), TIME)).containsExactly(new Accepted());
        assertThat(queue.publish(List.of(second), TIME)).containsExactly(new Accepted());

        List<Message> messages = received(3);
        assertThat(messages)
                .extracting(Message::body)
                .containsExactlyInAnyOrder(first.json(), second.json(), strange.json());
        assertThat(messages).extracting(Message::body).containsSubsequence(first.json(), second.json());
        assertThat(messages)
                .extracting(message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .contains("order-" + run)
                .filteredOn(group -> !group.startsWith("order-"))
                .singleElement()
                .asString()
                .matches("[0-9a-f]{64}");
    }

    @Test
    void oneIdOfTwoSourcesAreTwoEvents() {
        SerializedEvent one = event("same-" + run, "order-" + run);
        SerializedEvent other = new SerializedEvent(envelope("same-" + run, "other", "order-" + run), one.json());

        assertThat(queue.publish(List.of(one), TIME)).containsExactly(new Accepted());
        assertThat(queue.publish(List.of(other), TIME)).containsExactly(new Accepted());

        assertThat(received(2)).hasSize(2);
    }

    @Test
    void everyEventHasItsAnswerInWhateverOrderSqsGivesThem() {
        List<PublishResult> answers = answered(SendMessageBatchResponse.builder()
                        .successful(taken("2"))
                        .failed(
                                failed("1", "AWS.SimpleQueueService.InvalidMessageContents"),
                                failed("0", "InternalError"))
                        .build())
                .publish(
                        List.of(
                                event("a", "order-1"),
                                event("b", "order-2"),
                                event("c", "order-3"),
                                event("d", "order-4")),
                        TIME);

        assertThat(answers)
                .containsExactly(
                        new PublishResult.Refused("InternalError", "said so", false),
                        new PublishResult.Refused("InvalidMessageContents", "said so", true),
                        new Accepted(),
                        new PublishResult.Refused("NoAnswer", "SQS said nothing of it", false));
    }

    @Test
    void aMessageThatSqsWillNeverTakeIsRefusedForGoodOnceItIsAlone() {
        SqsFifoQueue refusing = intercepted(new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                throw InvalidMessageContentsException.builder()
                        .message("characters")
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("InvalidMessageContents")
                                .errorMessage("characters")
                                .build())
                        .build();
            }
        });

        assertThat(refusing.publish(List.of(event("a", "order-1")), TIME))
                .singleElement()
                .isInstanceOfSatisfying(
                        PublishResult.Refused.class,
                        refused -> assertThat(refused.forGood()).isTrue());
    }

    /** Until so many are there, or the queue is empty. */
    private List<Message> received(int number) {
        List<Message> messages = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(request -> request.queueUrl(url)
                            .waitTimeSeconds(5)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                    .messages();
            some.forEach(message ->
                    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
            some.stream().filter(message -> message.body().contains(run)).forEach(messages::add);
        } while (messages.size() < number && !some.isEmpty());
        return messages;
    }

    private static SqsFifoQueue answered(SendMessageBatchResponse response) {
        return intercepted(new ExecutionInterceptor() {
            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                return response;
            }
        });
    }

    private static SqsFifoQueue intercepted(ExecutionInterceptor interceptor) {
        SqsClient client = AWS.client(SqsClient.builder()
                        .checksumValidationEnabled(false)
                        .overrideConfiguration(config -> config.addExecutionInterceptor(interceptor)))
                .build();
        return new SqsFifoQueue(
                () -> client,
                AWS.client(SqsClient.builder())
                        .build()
                        .getQueueUrl(request -> request.queueName("test-fifo.fifo"))
                        .queueUrl());
    }

    private static SendMessageBatchResultEntry taken(String id) {
        return SendMessageBatchResultEntry.builder().id(id).build();
    }

    private static BatchResultErrorEntry failed(String id, String code) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code(code)
                .message("said so")
                .build();
    }

    private static SerializedEvent event(String id, String entity) {
        Envelope envelope = envelope(id, "shop", entity);
        return new SerializedEvent(envelope, new EnvelopeJson(Limits.defaults()).write(envelope));
    }

    private static Envelope envelope(String id, String source, @Nullable String entity) {
        return new EventEnvelope(
                id,
                source,
                "T",
                1,
                Instant.parse("2026-11-21T08:00:00Z"),
                entity,
                null,
                CorrelationContext.none(),
                null,
                null,
                JsonNodeFactory.instance.objectNode());
    }
}
