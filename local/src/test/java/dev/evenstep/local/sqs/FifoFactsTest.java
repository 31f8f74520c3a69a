package dev.evenstep.local.sqs;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.OperatingSystemMXBean;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.local.ChildJvm;
import dev.evenstep.local.Clients;
import dev.evenstep.local.Specs;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What this SQS does with FIFO queues: what others build on, and where it differs from AWS. */
class FifoFactsTest {

    private static EmbeddedSqs server;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        server = EmbeddedSqs.start(new EmbeddedSqs.Options(Account.local(), null, null), List.of());
        sqs = Clients.client(SqsClient.builder(), server.endpoint());
    }

    @AfterAll
    static void stop() {
        sqs.close();
        server.close();
    }

    @Test
    void aGroupWaitsWhileOneOfItsMessagesIsInFlight() {
        var queue = Queue.fifo(sqs);
        queue.send("g", "1");
        queue.send("g", "2");
        queue.send("h", "3");

        var first = queue.receive(1).getFirst();
        assertThat(queue.bodies(10)).doesNotContain(first.body()).hasSize(1).doesNotContain("2");

        var rest = first.body().equals("1") ? "2" : "1";
        queue.delete(first);
        assertThat(queue.bodies(10)).hasSize(1).contains(rest);
    }

    @Test
    void aBatchHoldsSeveralOfAGroupInOrder() {
        var queue = Queue.fifo(sqs);
        IntStream.range(0, 10).forEach(i -> queue.send("g", "m" + i));

        assertThat(queue.bodies(10)).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
    }

    @Test
    void aGroupStaysBlockedWhenALaterMessageIsMadeVisible() {
        var queue = Queue.fifo(sqs);
        queue.send("g", "1");
        queue.send("g", "2");
        var batch = queue.receive(2);

        queue.visibleIn(batch.get(1), 0);

        assertThat(queue.receive(10)).isEmpty();
    }

    @Test
    void theFirstMessageOfAGroupComesBackAloneWhileTheNextIsInFlight() {
        var queue = Queue.fifo(sqs);
        queue.send("g", "1");
        queue.send("g", "2");
        var batch = queue.receive(2);

        queue.visibleIn(batch.get(0), 0);

        // AWS keeps the whole group back until "2" is deleted or visible too
        assertThat(queue.bodies(10)).containsExactly("1");
    }

    @Test
    void whatIsGivenBackKeepsItsPlace() {
        var queue = Queue.fifo(sqs);
        List.of("1", "2", "3").forEach(body -> queue.send("g", body));
        var batch = queue.receive(3);
        queue.delete(batch.get(0));

        queue.visibleIn(batch.get(2), 0);
        queue.visibleIn(batch.get(1), 0);

        assertThat(queue.bodies(10)).containsExactly("2", "3");
    }

    @Test
    void aLongerVisibilityKeepsTheGroupBlocked() {
        var queue = Queue.create(
                sqs, Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true", "VisibilityTimeout", "1"));
        queue.send("g", "1");
        queue.send("g", "2");
        queue.visibleIn(queue.receive(1).getFirst(), 60);

        assertThat(queue.receive(10, 2)).isEmpty();
    }

    @Test
    void aDeletedMessageLetsALongPollHaveTheNext() {
        var queue = Queue.fifo(sqs);
        queue.send("g", "1");
        queue.send("g", "2");
        var first = queue.receive(1).getFirst();

        var poll = CompletableFuture.supplyAsync(() -> queue.receive(1, 20), Thread::startVirtualThread);
        CompletableFuture.delayedExecutor(300, MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> queue.delete(first));

        assertThat(poll)
                .succeedsWithin(Duration.ofSeconds(15))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Message.class))
                .extracting(Message::body)
                .containsExactly("2");
    }

    @Test
    void aLongPollOnABlockedGroupIsCheap() {
        try (var child = ChildJvm.start(Polling.class)) {
            var used = Duration.parse(child.await("PT"));

            // some 70 ms; without PatientScheduler all cores, all the time: 1.2 s on a machine that is overloaded
            // besides
            assertThat(used).isLessThan(Duration.ofMillis(500));
        }
    }

    /** Polls a blocked group for two seconds in a JVM that does nothing else, and tells its processor time. */
    static final class Polling {
        public static void main(String[] arguments) {
            try (var server = EmbeddedSqs.start(new EmbeddedSqs.Options(Account.local(), null, null), List.of());
                    var sqs = Clients.client(SqsClient.builder(), server.endpoint())) {
                var queue = Queue.fifo(sqs);
                queue.send("g", "1");
                queue.send("g", "2");
                var first = queue.receive(1);
                var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

                long before = machine.getProcessCpuTime();
                var second = queue.receive(1, 2);
                long used = machine.getProcessCpuTime() - before;

                if (first.size() == 1 && second.isEmpty()) {
                    System.out.println(Duration.ofNanos(used));
                }
            }
        }
    }

    @Test
    void theOrderOfABatchThatIsSentIsKept() {
        var queue = Queue.fifo(sqs);
        for (int batch = 0; batch < 30; batch++) {
            String group = "g" + batch;
            List<SendMessageBatchRequestEntry> entries = IntStream.range(0, 10)
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                            .id("e" + i)
                            .messageGroupId(group)
                            .messageBody(group + "-" + i)
                            .build())
                    .toList();
            assertThat(sqs.sendMessageBatch(
                                    request -> request.queueUrl(queue.url()).entries(entries))
                            .failed())
                    .isEmpty();
            var received = queue.receive(10);
            assertThat(received)
                    .extracting(Message::body)
                    .containsExactlyElementsOf(entries.stream()
                            .map(SendMessageBatchRequestEntry::messageBody)
                            .toList());
            received.forEach(queue::delete);
        }
    }

    @Test
    void theSameContentIsTakenOnce() {
        var queue = Queue.fifo(sqs);
        queue.send("g", "same");
        queue.send("g", "same");
        queue.send("h", "same");

        assertThat(queue.bodies(10)).containsExactly("same");
    }

    @Test
    void aDeduplicationIdCountsMoreThanContentAndOutlivesTheMessage() {
        var queue = Queue.fifo(sqs);
        for (String body : List.of("a", "b", "c")) {
            var sent = sqs.sendMessage(request -> request.queueUrl(queue.url())
                    .messageGroupId("g")
                    .messageDeduplicationId("d")
                    .messageBody(body));
            assertThat(sent.sequenceNumber()).isNotEmpty();
            queue.receive(1).forEach(queue::delete);
        }
        assertThat(queue.receive(10)).isEmpty();
    }

    @Test
    void aGroupIsNeeded() {
        var queue = Queue.fifo(sqs);

        assertThatThrownBy(() -> queue.send("no group"))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("MessageGroupId");
    }

    @Test
    void withoutContentBasedDeduplicationAnIdIsNeeded() {
        var queue = Queue.create(sqs, Map.of("FifoQueue", "true"));

        assertThatThrownBy(() -> queue.send("g", "x"))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("ContentBasedDeduplication");
    }

    @Test
    void aMessageReceivedTooOftenMovesToTheDeadLetterQueueWithItsGroup() {
        var deadLetters = Queue.fifo(sqs);
        var policy =
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":2}".formatted(Specs.queueArn(deadLetters.name()));
        var queue = Queue.create(
                sqs, Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true", "RedrivePolicy", policy));
        queue.send("g", "poison");
        queue.send("g", "next");

        List<String> counts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            var message = queue.receive(1).getFirst();
            counts.add(message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
            queue.visibleIn(message, 0);
        }

        assertThat(counts).containsExactly("1", "2");
        assertThat(queue.bodies(1)).isEmpty(); // the receive that moves it; AWS would give "next" at once
        assertThat(queue.bodies(1)).containsExactly("next");
        var moved = deadLetters.receive(1).getFirst();
        assertThat(moved.body()).isEqualTo("poison");
        assertThat(moved.attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "g")
                .containsEntry(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, Specs.queueArn(queue.name()));
    }
}
