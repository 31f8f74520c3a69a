package dev.evenstep.aws.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.TestAws;
import dev.evenstep.aws.TestPorts;
import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.internal.store.Store;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Consumers that publish the next version of one entity, from one event, at the same moment. */
class NextVersionTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final int THREADS = 32;

    record Counted(int number) {}

    private static final EventType<Counted> COUNTED = EventType.of("test", "Counted", Counted.class);

    private final String run = UUID.randomUUID().toString();

    @Test
    void noVersionOfAThousandEntitiesIsGivenTwiceAndNoneIsLeftOut() throws Exception {
        InMemoryStore store = new InMemoryStore();

        race(store, store.log(), 1_000, 2);
    }

    @Test
    void norOnDynamoDb() throws Exception {
        try (DynamoDbClient client = AWS.client(DynamoDbClient.builder()).build()) {
            TableNames tables = TableNames.from(DynamoDbStoreConformanceTest.TABLES);

            race(new DynamoDbStore(client, tables), new DynamoDbOutbox(client, tables), 40, 3);
        }
    }

    private void race(Store store, OutboxLog log, int entities, int consumers) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int entity = 0; entity < entities; entity++) {
                String name = run + "-" + entity;
                for (int consumer = 0; consumer < consumers; consumer++) {
                    EventProcessor processor = consumption(consumer, name, store);
                    running.add(threads.submit(() -> settle(processor, name)));
                }
            }
            for (Future<?> future : running) {
                assertThat(future.get()).isEqualTo(new Decision.Applied());
            }
        }
        for (int entity = 0; entity < entities; entity++) {
            String name = run + "-" + entity;
            List<Integer> expected = new ArrayList<>();
            for (int version = 2; version < 2 + 2 * consumers; version++) {
                expected.add(version);
            }
            assertThat(log.unpublished(name, 1, 1))
                    .extracting(OutboxRow::key)
                    .extracting(key -> key.version())
                    .isEqualTo(expected);
            assertThat(Objects.requireNonNull(store.read(List.of(thing(name))).get(thing(name)))
                            .integer("sum"))
                    .isEqualTo(consumers);
        }
    }

    /** What fails in a way that may pass is delivered again, as a queue does. */
    private static Decision settle(EventProcessor processor, String entity) {
        String body = """
                {"specversion":"1.0","id":"%s","source":"test","type":"Counted","time":"2026-11-21T08:00:00Z",
                 "subject":"%s","entityversion":1,"data":{"number":1}}""".formatted(entity, entity);
        Decision decision;
        do {
            decision = processor.on(
                    new Delivery("m", body, null, 1), Deadline.in(Duration.ofSeconds(30), Clock.systemUTC()));
        } while (decision instanceof Decision.Transient);
        return decision;
    }

    private static EventProcessor consumption(int number, String entity, Store store) {
        Consumer consumer = Consumer.transactional("counting-" + number)
                .on(
                        COUNTED,
                        event -> Effect.of(Write.update(thing(entity)).add("sum", 1))
                                .publish(COUNTED, new Counted(1))
                                .publish(COUNTED, new Counted(2)));
        return new EventProcessor(
                consumer, new EnvelopeJson(Limits.defaults()), TestPorts.of(store), ConsumeOptions.defaults());
    }

    private static ItemKey thing(String entity) {
        return ItemKey.of("things", "id", entity);
    }
}
