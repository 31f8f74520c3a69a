package dev.evenstep.aws.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.aws.TestAws;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.CommitOutcome;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.Leases;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.Parking;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.WaitCondition;
import dev.evenstep.spi.Delivery;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What holds of the store on DynamoDB beyond the contract of every store. */
class DynamoDbStoreTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final DynamoDbClient client = AWS.client(DynamoDbClient.builder()).build();
    private final DynamoDbStore store = new DynamoDbStore(client, TableNames.from(DynamoDbStoreConformanceTest.TABLES));
    private final String run = UUID.randomUUID().toString();
    private final ItemKey thing = ItemKey.of("things", "id", run);

    @Test
    void anItemAboveDynamoDbsLimitWillNeverSucceed() {
        assertThatThrownBy(() -> commit(Write.update(thing).set("text", "x".repeat(410 * 1024))))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE))
                .hasMessageContaining("DynamoDB refuses the write");
    }

    @Test
    void numbersAreSentPlain() {
        BigDecimal large = new BigDecimal("1.2E+4");
        BigDecimal small = new BigDecimal("1E-9");
        assertThat(commit(Write.put(thing, Item.of("list", List.of(large, small)))))
                .isEqualTo(new Commits.Committed());

        assertThat(client.getItem(request ->
                                request.tableName("test-things").key(Map.of("id", AttributeValue.fromS(run))))
                        .item())
                .containsEntry(
                        "list",
                        AttributeValue.fromL(
                                List.of(AttributeValue.fromN("12000"), AttributeValue.fromN("0.000000001"))));
    }

    @Test
    void aTableThatIsNotKnownIsNamedWithItsVariable() {
        assertThatThrownBy(() -> commit(Write.delete(ItemKey.of("order-status", "id", "x"))))
                .hasMessage(
                        "The table order-status is not known here: set the environment variable ORDER_STATUS_TABLE to its name");
    }

    @Test
    void differentEventsThatMeetAtOneItemAllTakeEffect() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CommitOutcome>> running = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                running.add(threads.submit(() -> commit(Write.update(thing).add("sum", 1))));
            }
            int committed = 0;
            for (Future<CommitOutcome> outcome : running) {
                committed += outcome.get() instanceof Commits.Committed ? 1 : 0;
            }
            assertThat(store.read(List.of(thing)))
                    .containsOnlyKeys(thing)
                    .hasEntrySatisfying(
                            thing, item -> assertThat(item.has("sum")).isTrue());
            int sum = store.read(List.of(thing)).values().iterator().next().integer("sum");
            assertThat(sum).isEqualTo(committed).isPositive();
        }
    }

    @Test
    void aClaimWhoseReplyWasLostIsStillOurs() {
        IdempotencyKey key = new IdempotencyKey("test", "test", run);

        assertThat(store.claim(step(key), "me", NOW, NOW.plusSeconds(10), NOW.plusSeconds(60), true))
                .isEqualTo(new Leases.Claimed());
        assertThat(store.claim(step(key), "me", NOW, NOW.plusSeconds(10), NOW.plusSeconds(60), true))
                .isEqualTo(new Leases.Claimed());
    }

    @Test
    void theRecordIsAPowertoolsRecordWithAnOwner() {
        IdempotencyKey key = new IdempotencyKey("test", "source", run);
        assertThat(store.claim(step(key), "me", NOW, NOW.plusSeconds(10), NOW.plusSeconds(60), true))
                .isEqualTo(new Leases.Claimed());

        assertThat(record(key))
                .isEqualTo(Map.of(
                        "id", AttributeValue.fromS("test#source#" + run),
                        "status", AttributeValue.fromS("INPROGRESS"),
                        "in_progress_expiration",
                                AttributeValue.fromN(
                                        Long.toString(NOW.plusSeconds(10).toEpochMilli())),
                        "expiration",
                                AttributeValue.fromN(
                                        Long.toString(NOW.plusSeconds(60).getEpochSecond())),
                        "validation", AttributeValue.fromS("content"),
                        "owner", AttributeValue.fromS("me")));

        Commit completion = new Commit(
                step(key),
                new Guard.HeldBy("me"),
                null,
                List.of(),
                List.of(),
                "{\"ok\":true}",
                NOW,
                NOW.plusSeconds(90));
        assertThat(store.commit(completion)).isEqualTo(new Commits.Committed());
        assertThat(record(key))
                .isEqualTo(Map.of(
                        "id", AttributeValue.fromS("test#source#" + run),
                        "status", AttributeValue.fromS("COMPLETED"),
                        "expiration",
                                AttributeValue.fromN(
                                        Long.toString(NOW.plusSeconds(90).getEpochSecond())),
                        "validation", AttributeValue.fromS("content"),
                        "data", AttributeValue.fromS("{\"ok\":true}")));
    }

    /** DynamoDB forgets the record otherwise, and with it that somebody waits there. */
    @Test
    void aRecordThatAnEventWaitsBehindIsKeptForLongerThanThat() {
        IdempotencyKey key = new IdempotencyKey("test", "source", run);
        assertThat(store.claim(step(key), "me", NOW, NOW.plusSeconds(10), NOW.plusSeconds(60), true))
                .isEqualTo(new Leases.Claimed());
        store.release(step(key).address(), "me");
        ParkedEvent dependent = new ParkedEvent(
                new WaitCondition(step(key).address(), 0),
                ParkedEvent.placeBehind(0, "dependent"),
                "dependent",
                new Delivery("m-1", "{}", null, 1),
                ParkedEvent.State.WAITS,
                "depends",
                0,
                NOW,
                NOW.plusSeconds(3600));

        assertThat(store.park(dependent, 0, 10)).isEqualTo(new Parking.ParkingOutcome.Added(true));

        assertThat(record(key))
                .hasEntrySatisfying(
                        "expiration",
                        end -> assertThat(Long.parseLong(end.n()))
                                .isGreaterThan(NOW.plusSeconds(3600).getEpochSecond()));
        store.remove(dependent);
    }

    @Test
    void aRecordThatPowertoolsLeftInProgressWithoutALeaseIsHeldUntilItExpires() {
        IdempotencyKey key = new IdempotencyKey("test", "source", run);
        client.putItem(request -> request.tableName("test-idempotency")
                .item(Map.of(
                        "id", AttributeValue.fromS(key.text()),
                        "status", AttributeValue.fromS("INPROGRESS"),
                        "expiration",
                                AttributeValue.fromN(
                                        Long.toString(NOW.plusSeconds(60).getEpochSecond())))));

        assertThat(store.claim(step(key), "me", NOW, NOW.plusSeconds(10), NOW.plusSeconds(99), true))
                .isEqualTo(new Refusal.HeldByAnother(NOW.plusSeconds(60)));
        assertThat(store.claim(step(key), "me", NOW.plusSeconds(61), NOW.plusSeconds(70), NOW.plusSeconds(99), true))
                .isEqualTo(new Leases.Claimed());
    }

    @Test
    void anItemWhoseKeyIsANumberIsFoundHoweverTheNumberIsWritten() {
        ItemKey thousand = ItemKey.of("numbered", "number", 1_000);
        assertThat(commit(Write.put(thousand, Item.of("name", "thousand")))).isEqualTo(new Commits.Committed());

        assertThat(store.read(List.of(thousand))).containsOnlyKeys(thousand);
    }

    @Test
    void aRecordInConflictSaysNothingOfTheWritesBehindIt() {
        assertThat(cancelledWith("TransactionConflict", "ConditionalCheckFailed"))
                .isEqualTo(new Commits.Contended());
        assertThat(cancelledWith("ThrottlingError", "ConditionalCheckFailed")).isEqualTo(new Commits.Contended());
        assertThat(cancelledWith("None", "ConditionalCheckFailed")).isEqualTo(new Commits.WriteRefused(thing));
        assertThat(cancelledWith("None", "TransactionConflict")).isEqualTo(new Commits.Contended());
        assertThatThrownBy(() -> cancelledWith("ValidationError", "ConditionalCheckFailed"))
                .isInstanceOf(PermanentFailure.class);
    }

    /** A transaction that DynamoDB cancels, for other reasons than it gives: conflicts cannot be had at will. */
    private CommitOutcome cancelledWith(String mark, String write) {
        ExecutionInterceptor fault = new ExecutionInterceptor() {
            @Override
            public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
                return ((TransactionCanceledException) context.exception())
                        .toBuilder()
                                .cancellationReasons(reason(mark), reason(write))
                                .build();
            }
        };
        DynamoDbClient faulty = AWS.client(
                        DynamoDbClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(fault)))
                .build();
        Write refused = Write.update(thing).set("any", 1).when(Condition.present());
        return commit(new DynamoDbStore(faulty, TableNames.from(DynamoDbStoreConformanceTest.TABLES)), refused);
    }

    private static CancellationReason reason(String code) {
        return CancellationReason.builder().code(code).message("injected").build();
    }

    private static Step step(IdempotencyKey key) {
        return new Step.InAnyOrder(key, "content");
    }

    private Map<String, AttributeValue> record(IdempotencyKey key) {
        return client.getItem(request -> request.tableName("test-idempotency")
                        .consistentRead(true)
                        .key(Map.of("id", AttributeValue.fromS(key.text()))))
                .item();
    }

    private CommitOutcome commit(Write write) {
        return commit(store, write);
    }

    private static CommitOutcome commit(DynamoDbStore store, Write write) {
        IdempotencyKey key =
                new IdempotencyKey("test", "test", UUID.randomUUID().toString());
        return store.commit(new Commit(
                step(key), new Guard.FirstTime(), null, List.of(write), List.of(), null, NOW, NOW.plusSeconds(3_600)));
    }
}
