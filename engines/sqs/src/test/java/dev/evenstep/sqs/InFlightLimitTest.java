package dev.evenstep.sqs;

import static dev.evenstep.sqs.TestQueues.on;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

    private static final int LIMIT = 120_000;

    @Test
    void noMoreThanTheLimitAreInFlight() {
        var queues = TestQueues.start();
        queues.create("q", Map.of());
        var batch = on("q");
        var entries = batch.putArray("Entries");
        for (int i = 0; i < 10; i++) {
            entries.addObject().put("Id", "e" + i).put("MessageBody", "x");
        }
        for (int i = 0; i <= LIMIT; i += 10) {
            queues.call("SendMessageBatch", batch);
        }
        for (int i = 0; i < LIMIT; i += 10) {
            queues.call("ReceiveMessage", on("q").put("MaxNumberOfMessages", 10));
        }

        Refused.with("OverLimit", "120000", () -> queues.receive("q", 1));
        assertThat(queues.counts("q")).containsExactly("10", "120000", "0");
    }
}
