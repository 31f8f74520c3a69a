package dev.evenstep.sqs;

import static dev.evenstep.sqs.TestQueues.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.http.HttpEndpoint;
import dev.evenstep.engine.protocol.LostReplyException;
import dev.evenstep.engine.storage.Storage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final Faults faults = Faults.of(7);
    private final TestQueues queues = TestQueues.start(Storage.memory(), faults);

    @BeforeEach
    void create() {
        queues.create("q", Map.of());
    }

    @Test
    void aThrottledCallDoesNothing() {
        faults.add(FaultRule.of(Fault.THROTTLE, 1).on("SendMessage", "q").times(1));

        Refused.with("RequestThrottled", "throttling", () -> queues.send("q", "a"));
        queues.send("q", "b");
        assertThat(queues.bodies("q", 10)).containsExactly("b");
    }

    @Test
    void aLostReplyHasTakenEffect() {
        faults.add(FaultRule.of(Fault.LOST_REPLY, 1).on("SendMessage", "*"));

        assertThatThrownBy(() -> queues.send("q", "a")).isInstanceOf(LostReplyException.class);
        assertThat(queues.bodies("q", 10)).containsExactly("a");
    }

    @Test
    void overHttpALostReplyIsAConnectionThatEnds() throws IOException {
        faults.add(FaultRule.of(Fault.LOST_REPLY, 1).on("SendMessage", "q"));
        try (var endpoint = HttpEndpoint.bind(0);
                var http = HttpClient.newHttpClient()) {
            endpoint.serve(1000, queues.sqs.service()::handle);
            var send = URI.create(endpoint.address() + "/000000000000/q?Action=SendMessage&MessageBody=a");
            assertThatThrownBy(() -> http.send(
                            HttpRequest.newBuilder(send)
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(queues.bodies("q", 1)).containsExactly("a");
    }

    @Test
    void aDelayIsAsLongAsTheRuleSays() {
        faults.add(FaultRule.of(Fault.DELAY, 1).on("SendMessage", "q").lasting(Duration.ofHours(1)));
        var thread = Thread.ofPlatform().daemon().start(() -> queues.send("q", "a"));
        await().until(() -> thread.getState() == Thread.State.WAITING);
        assertThat(queues.bodies("q", 1)).isEmpty();

        queues.pass(Duration.ofHours(1));

        await().until(() -> !thread.isAlive());
        assertThat(queues.bodies("q", 1)).containsExactly("a");
    }

    @Test
    void aMessageMayComeTwiceAndAfterItWasDeleted() {
        faults.add(FaultRule.of(Fault.DUPLICATE, 1).on("ReceiveMessage", "q").times(1));
        faults.add(FaultRule.of(Fault.DUPLICATE, 1).on("DeleteMessage", "q").times(1));
        queues.send("q", "a");

        assertThat(queues.receive("q", 1)).hasSize(1);
        var again = queues.receive("q", 1).getFirst();
        queues.delete("q", again);
        var third = queues.receive("q", 1).getFirst();
        queues.delete("q", third);

        assertThat(queues.counts("q")).containsExactly("0", "0", "0");
    }

    @Test
    void messagesOvertakeEachOther() {
        faults.add(FaultRule.of(Fault.REORDER, 1).on("ReceiveMessage", "q"));
        List.of("1", "2", "3").forEach(body -> queues.send("q", body));

        assertThat(queues.bodies("q", 1)).containsExactly("2");
        assertThat(queues.receive(on("q").put("MaxNumberOfMessages", 10))).hasSize(2);
    }

    @Test
    void aFifoQueueKeepsItsPromises() {
        queues.create("q.fifo", TestQueues.FIFO);
        faults.add(FaultRule.of(Fault.DUPLICATE, 1));
        faults.add(FaultRule.of(Fault.REORDER, 1));
        List.of("1", "2").forEach(body -> queues.send("q.fifo", "g", body));

        var received = queues.receive("q.fifo", 10);
        assertThat(received).extracting(TestQueues::body).containsExactly("1", "2");
        received.forEach(message -> queues.delete("q.fifo", message));
        assertThat(queues.counts("q.fifo")).containsExactly("0", "0", "0");
    }
}
