package dev.evenstep.sqs;

import static dev.evenstep.sqs.TestQueues.FIFO;
import static dev.evenstep.sqs.TestQueues.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LongPollTest {

    private final TestQueues queues = TestQueues.start();
    private final BlockingQueue<List<JsonNode>> answers = new LinkedBlockingQueue<>();

    /** Gives back when it waits, since the time stands still. */
    private Thread poll(String queue) {
        var thread = Thread.ofPlatform()
                .daemon()
                .start(() -> answers.add(queues.receive(on(queue).put("WaitTimeSeconds", 20))));
        await().pollInterval(Duration.ofMillis(5)).until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }

    private List<String> answer() throws InterruptedException {
        var answer = answers.poll(5, TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        return answer.stream().map(TestQueues::body).toList();
    }

    @Test
    void aMessageThatComesIsGivenAtOnce() throws InterruptedException {
        queues.create("q", Map.of());
        poll("q");
        queues.send("q", "now");

        assertThat(answer()).containsExactly("now");
    }

    @Test
    void theWaitEndsEmpty() throws InterruptedException {
        queues.create("q", Map.of());
        poll("q");
        queues.pass(Duration.ofSeconds(20));

        assertThat(answer()).isEmpty();
    }

    @Test
    void whatBecomesVisibleIsGivenAtOnce() throws InterruptedException {
        queues.create("q", Map.of("VisibilityTimeout", "10"));
        queues.call("SendMessage", on("q").put("MessageBody", "delayed").put("DelaySeconds", 5));
        poll("q");
        queues.pass(Duration.ofSeconds(5));
        assertThat(answer()).containsExactly("delayed");

        poll("q");
        queues.pass(Duration.ofSeconds(10));
        assertThat(answer()).containsExactly("delayed");
    }

    @Test
    void aVisibilityTimeoutThatIsEndedWakesOneThatWaits() throws InterruptedException {
        queues.create("q", Map.of());
        queues.send("q", "a");
        var message = queues.receive("q", 1).getFirst();
        poll("q");
        queues.visibleIn("q", message, 0);

        assertThat(answer()).containsExactly("a");
    }

    @Test
    void aDeleteLetsTheNextOfItsGroupGo() throws InterruptedException {
        queues.create("q.fifo", FIFO);
        queues.send("q.fifo", "g", "1");
        queues.send("q.fifo", "g", "2");
        var first = queues.receive("q.fifo", 1).getFirst();
        poll("q.fifo");
        queues.delete("q.fifo", first);

        assertThat(answer()).containsExactly("2");
    }

    @Test
    void aDeadLetterWakesOneThatWaitsForIt() throws InterruptedException {
        queues.createWithDeadLetters("q", "dead", 1);
        queues.send("q", "poison");
        queues.receive(on("q").put("VisibilityTimeout", 0));
        poll("dead");
        queues.receive("q", 1);

        assertThat(answer()).containsExactly("poison");
    }

    @Test
    void eachOfManyThatWaitGetsAMessage() throws InterruptedException {
        queues.create("q", Map.of());
        IntStream.range(0, 20).forEach(i -> poll("q"));
        IntStream.range(0, 20).forEach(i -> queues.send("q", "m" + i));

        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            bodies.addAll(answer());
        }
        assertThat(bodies).doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void oneThatIsInterruptedTakesNothing() throws InterruptedException {
        queues.create("q", Map.of());
        var thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                var unused = queues.sqs.receive("q", 1, Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                answers.add(List.of());
            }
        });
        await().pollInterval(Duration.ofMillis(5)).until(() -> thread.getState() == Thread.State.WAITING);
        thread.interrupt();
        assertThat(answer()).isEmpty();

        queues.send("q", "a");
        assertThat(queues.bodies("q", 1)).containsExactly("a");
    }

    @Test
    void theQueuesOwnWaitCounts() throws InterruptedException {
        queues.create("q", Map.of("ReceiveMessageWaitTimeSeconds", "3"));
        var thread = Thread.ofPlatform().daemon().start(() -> answers.add(queues.receive("q", 1)));
        await().pollInterval(Duration.ofMillis(5)).until(() -> thread.getState() == Thread.State.WAITING);
        queues.pass(Duration.ofSeconds(3));

        assertThat(answer()).isEmpty();
    }

    @Test
    void aQueueThatIsDeletedLetsNobodyWait() {
        queues.create("q", Map.of());
        var thread = Thread.ofPlatform()
                .daemon()
                .start(() -> Refused.with(
                        "AWS.SimpleQueueService.NonExistentQueue",
                        "does not exist",
                        () -> queues.sqs.receive("q", 1, Duration.ofSeconds(20))));
        await().pollInterval(Duration.ofMillis(5)).until(() -> thread.getState() == Thread.State.WAITING);
        queues.call("DeleteQueue", on("q"));

        await().until(() -> !thread.isAlive());
    }
}
