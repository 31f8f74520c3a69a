package dev.evenstep.local.sqs;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.local.Clients;
import dev.evenstep.local.Specs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/** What this SQS does with standard queues: what others build on, and where it differs from AWS. */
class StandardFactsTest {

    private static final int MEBIBYTE = 1024 * 1024;

    private static EmbeddedSqs server;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        var publicAddress = URI.create("http://127.0.0.1:4566");
        server = EmbeddedSqs.start(
                new EmbeddedSqs.Options(Account.local(), publicAddress, null),
                List.of(Specs.queue("orders", "orders-dlq", 3), Specs.queue("orders-dlq")));
        sqs = Clients.client(SqsClient.builder(), server.endpoint());
    }

    @AfterAll
    static void stop() {
        sqs.close();
        server.close();
    }

    @Test
    void templateQueuesAreThereUnderThePublicAddress() {
        assertThat(sqs.listQueues().queueUrls())
                .contains("http://127.0.0.1:4566/000000000000/orders", "http://127.0.0.1:4566/000000000000/orders-dlq");
        var orders = Queue.named(sqs, "orders");
        assertThat(orders.attribute(QueueAttributeName.QUEUE_ARN)).isEqualTo(Specs.queueArn("orders"));
        assertThat(orders.attribute(QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("30");
        assertThat(orders.attribute(QueueAttributeName.REDRIVE_POLICY))
                .contains(Specs.queueArn("orders-dlq"), "\"maxReceiveCount\":3");
    }

    @Test
    void aMessageComesBackWhenItIsMadeVisibleAndCountsItsReceives() {
        var queue = Queue.create(sqs, Map.of());
        queue.send("a");
        var first = queue.receive(1).getFirst();
        assertThat(queue.receive(1)).isEmpty();

        queue.visibleIn(first, 0);

        var second = queue.receive(1).getFirst();
        assertThat(second.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2")
                .containsKeys(
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                        MessageSystemAttributeName.SENDER_ID);
        queue.delete(second);
        assertThat(queue.attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("0");
    }

    @Test
    void standardQueuesCarryMessageGroups() {
        var queue = Queue.create(sqs, Map.of());
        queue.send("tenant-1", "a");
        queue.send("tenant-1", "b");

        var received = queue.receive(10);

        assertThat(received)
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.attributes())
                        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant-1"));
    }

    @Test
    void messageAttributesOfEveryTypeArrive() {
        var queue = Queue.create(sqs, Map.of());
        var attributes = Map.of(
                "text", value("String", "ä€😀"),
                "labelled", value("String.json", "{}"),
                "number", value("Number", "12.50"),
                "bytes",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, -1}))
                                .build());
        var unused = sqs.sendMessage(
                request -> request.queueUrl(queue.url()).messageBody("x").messageAttributes(attributes));

        assertThat(queue.receive(1).getFirst().messageAttributes()).isEqualTo(attributes);
    }

    private static MessageAttributeValue value(String type, String text) {
        return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
    }

    @Test
    void batchesSendDeleteAndChangeVisibility() {
        var queue = Queue.create(sqs, Map.of());
        var sent = sqs.sendMessageBatch(
                request -> request.queueUrl(queue.url()).entries(entry("a"), entry("b"), entry("c")));
        assertThat(sent.successful()).hasSize(3);
        var received = queue.receive(10);

        var changed = sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queue.url())
                .entries(received.stream()
                        .map(message -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                .id(message.body())
                                .receiptHandle(message.receiptHandle())
                                .visibilityTimeout(0)
                                .build())
                        .toList()));
        assertThat(changed.successful()).hasSize(3);

        var again = queue.receive(10);
        var deleted = sqs.deleteMessageBatch(request -> request.queueUrl(queue.url())
                .entries(again.stream()
                        .map(message -> DeleteMessageBatchRequestEntry.builder()
                                .id(message.body())
                                .receiptHandle(message.receiptHandle())
                                .build())
                        .toList()));
        assertThat(deleted.successful()).hasSize(3);
        assertThat(deleted.failed()).isEmpty();
    }

    private static SendMessageBatchRequestEntry entry(String body) {
        return SendMessageBatchRequestEntry.builder().id(body).messageBody(body).build();
    }

    @Test
    void moreThanTenEntriesAreRefused() {
        var queue = Queue.create(sqs, Map.of());
        var entries = IntStream.range(0, 11).mapToObj(i -> entry("m" + i)).toList();

        assertThatThrownBy(() -> sqs.sendMessageBatch(
                        request -> request.queueUrl(queue.url()).entries(entries)))
                .isInstanceOf(TooManyEntriesInBatchRequestException.class);
    }

    @Test
    void aMessageMayHaveOneMebibyteAndNoMore() {
        var queue = Queue.create(sqs, Map.of());

        queue.send("x".repeat(MEBIBYTE));
        assertThat(queue.receive(1).getFirst().body()).hasSize(MEBIBYTE);

        assertThatThrownBy(() -> queue.send("x".repeat(MEBIBYTE + 1)))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("MessageTooLong");
    }

    @Test
    void sizeIsCountedInCharactersAndWithoutAttributes() {
        var queue = Queue.create(sqs, Map.of());

        queue.send("€".repeat(MEBIBYTE)); // three mebibytes of UTF-8: AWS would refuse it

        assertThat(queue.receive(1)).hasSize(1);
    }

    @Test
    void anEmptyOrForbiddenBodyIsRefused() {
        var queue = Queue.create(sqs, Map.of());

        assertThatThrownBy(() -> queue.send("")).isInstanceOf(SqsException.class);
        assertThatThrownBy(() -> queue.send("a\u0000b")).isInstanceOf(SqsException.class);
    }

    @Test
    void aDelayedMessageComesLater() {
        var queue = Queue.create(sqs, Map.of("DelaySeconds", "2"));
        queue.send("late");

        assertThat(queue.receive(1)).isEmpty();
        assertThat(queue.receive(1, 20)).extracting(Message::body).containsExactly("late");
    }

    @Test
    void aLongPollEndsWithTheMessage() {
        var queue = Queue.create(sqs, Map.of());
        var poll = CompletableFuture.supplyAsync(() -> queue.receive(1, 20), Thread::startVirtualThread);
        CompletableFuture.delayedExecutor(200, MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> queue.send("now"));

        assertThat(poll).succeedsWithin(Duration.ofSeconds(15));
    }

    @Test
    void aReceivedMessageMovesToTheDeadLetterQueueOnTheReceiveBeyondTheMaximum() {
        var queue = Queue.named(sqs, "orders");
        var deadLetters = Queue.named(sqs, "orders-dlq");
        queue.send("poison");
        for (int i = 0; i < 3; i++) {
            queue.visibleIn(queue.receive(1).getFirst(), 0);
        }

        assertThat(queue.receive(1)).isEmpty();

        assertThat(deadLetters.receive(1)).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("poison");
            assertThat(message.attributes())
                    .containsEntry(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, Specs.queueArn("orders"));
        });
    }

    @Test
    void aMoveToTheDeadLetterQueueWakesNoLongPollThere() {
        var deadLetters = Queue.create(sqs, Map.of());
        var queue = Queue.create(
                sqs,
                Map.of(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
                                .formatted(Specs.queueArn(deadLetters.name()))));
        queue.send("poison");
        queue.visibleIn(queue.receive(1).getFirst(), 0);
        var poll = CompletableFuture.supplyAsync(() -> deadLetters.receive(1, 2), Thread::startVirtualThread);
        CompletableFuture.delayedExecutor(1000, MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> queue.receive(1));

        assertThat(poll.join()).isEmpty(); // AWS would answer with the message
        assertThat(deadLetters.bodies(1)).containsExactly("poison");
    }

    @Test
    void aLongPollWhoseClientIsGoneStillTakesAMessage() {
        var queue = Queue.create(sqs, Map.of());
        try (var http = HttpClient.newHttpClient()) {
            var poll = http.sendAsync(
                    HttpRequest.newBuilder(server.endpoint())
                            .header("X-Amz-Target", "AmazonSQS.ReceiveMessage")
                            .header("Content-Type", "application/x-amz-json-1.0")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"QueueUrl\":\"%s\",\"WaitTimeSeconds\":20}".formatted(queue.url())))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(poll).isNotCompleted();
            // the poll has reached the queue when a second one, of a second, has been answered after it
            assertThat(queue.receive(1, 1)).isEmpty();
            poll.cancel(true);
        }

        queue.send("taken");

        await().untilAsserted(
                        () -> assertThat(queue.attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                                .isEqualTo("1"));
        assertThat(queue.receive(1)).isEmpty();
    }

    @Test
    void deletingTwiceIsRefusedWhereAwsTakesIt() {
        var queue = Queue.create(sqs, Map.of());
        queue.send("a");
        var message = queue.receive(1).getFirst();
        queue.delete(message);

        assertThatThrownBy(() -> queue.delete(message)).isInstanceOf(ReceiptHandleIsInvalidException.class);
        assertThat(sqs.deleteMessageBatch(request -> request.queueUrl(queue.url())
                                .entries(DeleteMessageBatchRequestEntry.builder()
                                        .id("1")
                                        .receiptHandle(message.receiptHandle())
                                        .build()))
                        .failed())
                .extracting(BatchResultErrorEntry::code)
                .containsExactly("ReceiptHandleIsInvalid");
    }

    @Test
    void anOldReceiptIsRefused() {
        var queue = Queue.create(sqs, Map.of());
        queue.send("a");
        var first = queue.receive(1).getFirst();
        queue.visibleIn(first, 0);
        assertThat(queue.receive(1)).hasSize(1);

        assertThatThrownBy(() -> queue.delete(first)).isInstanceOf(ReceiptHandleIsInvalidException.class);
        assertThatThrownBy(() -> queue.visibleIn(first, 0)).isInstanceOf(ReceiptHandleIsInvalidException.class);
    }

    @Test
    void messagesMoveBackFromTheDeadLetterQueue() {
        var deadLetters = Queue.create(sqs, Map.of());
        var queue = Queue.create(
                sqs,
                Map.of(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
                                .formatted(Specs.queueArn(deadLetters.name()))));
        queue.send("again");
        queue.visibleIn(queue.receive(1).getFirst(), 0);
        assertThat(queue.receive(1)).isEmpty();

        var unused = sqs.startMessageMoveTask(request -> request.sourceArn(Specs.queueArn(deadLetters.name())));

        assertThat(queue.receive(1, 20)).extracting(Message::body).containsExactly("again");
    }

    @Test
    void aPurgeEmptiesTheQueue() {
        var queue = Queue.create(sqs, Map.of());
        queue.send("a");
        var unused = sqs.purgeQueue(request -> request.queueUrl(queue.url()));

        assertThat(queue.receive(1)).isEmpty();
    }

    @Test
    void anUnknownQueueIsRefused() {
        assertThatThrownBy(() -> Queue.named(sqs, "nowhere")).isInstanceOf(QueueDoesNotExistException.class);
    }
}
