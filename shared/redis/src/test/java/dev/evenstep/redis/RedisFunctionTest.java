package dev.evenstep.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.EventSources;
import dev.evenstep.aws.SourceFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.LeaseStore;
import dev.evenstep.testkit.FakeContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A function whose records are in Redis, with neither DynamoDB nor SQS: either would throw. */
@Tag("server")
class RedisFunctionTest {

    private record Mail(String to) {}

    private static final EventType<Mail> MAIL = EventType.of("shop", "MailWanted", Mail.class);

    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    private final LeasedConsumer mailing =
            Consumer.leased("mailing").on(MAIL, event -> sent.add(event.data().to()), event -> Effect.none());

    private SourceFunction<KinesisEvent, StreamsEventResponse> function(LeaseStore store) {
        return Evenstep.from(Map.of("DEAD_LETTER_QUEUE_URL", "http://127.0.0.1:1/none", "START_CHECKS", "off"))
                .withLeaseStore(store)
                .withDynamoDb(() -> {
                    throw new AssertionError("DynamoDB");
                })
                .withSqs(() -> {
                    throw new AssertionError("SQS");
                })
                .withTelemetry((consumer, outcomes) ->
                        outcomes.forEach(outcome -> told.add(outcome.decision().code())))
                .source(EventSources.kinesis(), mailing);
    }

    @Test
    void ofManyDuplicatesInTwoFunctionsEachMailIsSentOnce() {
        try (RedisServer server = RedisServer.start();
                LeaseStore one = RedisLeases.at(server.url()).open();
                LeaseStore two = RedisLeases.at(server.url()).open()) {
            for (SourceFunction<KinesisEvent, StreamsEventResponse> function : List.of(function(one), function(two))) {
                assertThat(function.handle(batch(20), new FakeContext(20_000)).getBatchItemFailures())
                        .isEmpty();
            }

            assertThat(sent).hasSize(20).doesNotHaveDuplicates();
            assertThat(told).filteredOn("duplicate"::equals).hasSize(20);
        }
    }

    @Test
    void withoutItsServerARecordComesAgainAndIsNoDeadLetter() {
        int nobody = RedisServer.freePort();
        try (LeaseStore store = RedisLeases.at("redis://127.0.0.1:" + nobody)
                .withTimeout(Duration.ofMillis(300))
                .open()) {
            assertThat(function(store).handle(batch(1), new FakeContext(20_000)).getBatchItemFailures())
                    .hasSize(1);

            assertThat(sent).isEmpty();
            assertThat(told).containsExactly("transient");
        }
    }

    private static KinesisEvent batch(int events) {
        KinesisEvent batch = new KinesisEvent();
        batch.setRecords(
                IntStream.range(0, events).mapToObj(RedisFunctionTest::record).toList());
        return batch;
    }

    private static KinesisEventRecord record(int number) {
        String body = """
                {"specversion":"1.0","id":"m-%d","source":"shop","type":"MailWanted","time":"2026-11-21T08:00:00Z","data":{"to":"customer-%d"}}""".formatted(number, number);
        KinesisEvent.Record content = new KinesisEvent.Record();
        content.setSequenceNumber(Integer.toString(number));
        content.setPartitionKey("key-" + number);
        content.setData(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
        KinesisEventRecord record = new KinesisEventRecord();
        record.setEventID("shardId-0:" + number);
        record.setKinesis(content);
        return record;
    }
}
