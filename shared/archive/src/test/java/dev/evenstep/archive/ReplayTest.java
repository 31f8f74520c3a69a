package dev.evenstep.archive;

import static dev.evenstep.archive.BalanceView.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.archive.internal.ArchiveReader;
import dev.evenstep.archive.internal.ConsumerMarks;
import dev.evenstep.archive.internal.MarksReset;
import dev.evenstep.archive.internal.Replay;
import dev.evenstep.archive.internal.Replay.ReplayProgress;
import dev.evenstep.archive.internal.Replay.ResumeToken;
import dev.evenstep.archive.internal.ReplayPlan;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class ReplayTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/archive.yaml", Map.of());

    private static final Instant DAY = Instant.parse("2026-11-25T00:00:00Z");
    private static final ArchiveQuery OF_DAY = ArchiveQuery.between(DAY, DAY.plus(Duration.ofDays(1)));

    private final ArchiveRig rig = new ArchiveRig(AWS);
    private final FakeClock clock = new FakeClock(ArchiveRig.NOW);
    private final Random random = new Random(11);

    /** The acceptance of issue 11, part 5. */
    @Test
    void aNewConsumerGetsTheViewThatItWouldHaveHad() {
        BalanceView live = new BalanceView(rig, "live", "test-live");
        BalanceView fresh = new BalanceView(rig, "fresh", "test-fresh");
        List<String> day = dayOfAccounts(25, 6);
        List<String> seen = shuffledWithDuplicates(day);
        seen.forEach(event -> live.send(ArchiveRig.wrapped(event)));
        assertThat(live.drain()).isEqualTo(seen.size());
        List<String> archived = shuffledWithDuplicates(day);
        archived.add(body("before", 1, "2026-11-24T23:59:59.999Z", 1));
        archived.add(body("after", 1, "2026-11-26T00:00:00Z", 1));
        for (int i = 0; i < archived.size(); i += 10) {
            assertThat(rig.archive(archived.subList(i, Math.min(i + 10, archived.size())).stream()
                            .map(ArchiveRig::wrapped)
                            .toArray(String[]::new)))
                    .isEmpty();
        }

        assertThat(replay("test-fresh")
                        .send(OF_DAY, ResumeToken.first(), 1_000, told -> {})
                        .sent())
                .isEqualTo(day.size());
        assertThat(fresh.drain()).isEqualTo(day.size());

        assertThat(fresh.view()).hasSize(25).isEqualTo(live.view());
        assertThat(live.drain()).isZero();
        assertThat(rig.reasons()).isEmpty();
    }

    /** By the first cause, all of an entity's events have times; by a writer whose clock is wrong, not in their order. */
    private List<String> dayOfAccounts(int accounts, int versions) {
        List<String> events = new ArrayList<>();
        for (int account = 0; account < accounts; account++) {
            long second = random.nextInt(60_000);
            for (int version = 1; version <= versions; version++) {
                Instant time = DAY.plusSeconds(second).plusMillis(random.nextInt(20_000));
                events.add(body("account-" + account, version, time.toString(), random.nextInt(1_000)));
                second += random.nextInt(30);
            }
        }
        return events;
    }

    private List<String> shuffledWithDuplicates(List<String> events) {
        List<String> all = new ArrayList<>(events);
        all.addAll(events.subList(0, events.size() / 3));
        Collections.shuffle(all, random);
        return all;
    }

    @Test
    void aFifoQueueGetsEachEntityAsAGroupInTheOrderOfItsVersions() {
        archive(
                body("a", 2, at(10), 2),
                body("a", 1, at(20), 1),
                body("b", 1, at(15), 1),
                body("c", 1, at(16), 1).replace("\"data\"", "\"partitionkey\":\"family\",\"data\""),
                body("d\u00e9 d", 1, at(17), 1));

        assertThat(replay("test-fresh.fifo")
                        .send(OF_DAY, ResumeToken.first(), 50, told -> {})
                        .sent())
                .isEqualTo(5);

        List<Message> messages = rig.receive("test-fresh.fifo");
        assertThat(messages)
                .extracting(message -> group(message).substring(0, 1))
                .containsExactlyInAnyOrder("a", "a", "b", "f", "3");
        assertThat(messages)
                .filteredOn(message -> group(message).equals("a"))
                .extracting(message -> message.body().substring(27, 30))
                .containsExactly("a-1", "a-2");
    }

    private static String group(Message message) {
        return String.valueOf(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
    }

    @Test
    void theRateIsKept() {
        archive(IntStream.range(0, 45).mapToObj(i -> body("a" + i, 1, at(i), 1)).toArray(String[]::new));
        List<Instant> times = new ArrayList<>();

        assertThat(replay("test-fresh")
                        .send(OF_DAY, ResumeToken.first(), 20, told -> times.add(clock.instant()))
                        .sent())
                .isEqualTo(45);

        assertThat(times)
                .extracting(time -> Duration.between(ArchiveRig.NOW, time).toMillis())
                .containsExactly(0L, 500L, 1_000L, 1_500L, 2_000L);
        assertThat(count("test-fresh")).isEqualTo(45);
    }

    @Test
    void whatEndedHalfwayGoesOnByItsToken() {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 35; i++) {
            bodies.add(body("a" + i % 12, 1 + i / 12, at(i * 400L), 1));
        }
        archive(bodies.toArray(String[]::new));
        List<String> tokens = new ArrayList<>();
        Consumer<ReplayProgress> interrupted = told -> {
            tokens.add(told.token().text());
            if (told.sent() >= 20) {
                throw new IllegalStateException("Ctrl-C");
            }
        };
        assertThatThrownBy(() -> replay("test-fresh").send(OF_DAY, ResumeToken.first(), 50, interrupted))
                .hasMessage("Ctrl-C");
        assertThat(count("test-fresh")).isEqualTo(20);

        ResumeToken token = ResumeToken.parse(tokens.getLast());
        assertThat(replay("test-fresh").send(OF_DAY, token, 50, told -> {}).sent())
                .isEqualTo(15);

        assertThat(count("test-fresh")).isEqualTo(35);
        assertThatThrownBy(() -> ResumeToken.parse("bm9uZQ")).hasMessageContaining("no token");
    }

    /** What stands behind the token is sent again, and SQS takes it once in the same run. */
    @Test
    void whatIsSentAgainByTheSameRunIsTakenOnceByAFifoQueue() {
        archive(body("a", 2, at(10), 2), body("b", 1, at(15), 1), body("a", 1, at(20), 1));
        List<ResumeToken> tokens = new ArrayList<>();
        ResumeToken run = ResumeToken.first();
        assertThat(replay("test-fresh.fifo")
                        .send(OF_DAY, run, 1, told -> tokens.add(told.token()))
                        .sent())
                .isEqualTo(3);
        // Version 1 went first, and nothing is finished before the place of version 2, the first by time.
        assertThat(tokens.getFirst().position()).isNull();

        assertThat(replay("test-fresh.fifo")
                        .send(OF_DAY, tokens.getFirst(), 50, told -> {})
                        .sent())
                .isEqualTo(3);
        assertThat(count("test-fresh.fifo")).isEqualTo(3);
        assertThat(replay("test-fresh.fifo")
                        .send(OF_DAY, ResumeToken.first(), 50, told -> {})
                        .sent())
                .isEqualTo(3);
        assertThat(count("test-fresh.fifo")).isEqualTo(6);
    }

    @Test
    void whatSqsRefusesIsSentAgain() {
        archive(body("a", 1, at(1), 1), body("b", 1, at(2), 1));
        SqsClient refusing = AWS.client(SqsClient.builder()
                        .overrideConfiguration(config -> config.addExecutionInterceptor(new FirstRefused())))
                .build();
        Replay replay = new Replay(
                new ArchiveReader(rig.dynamoDb, "test-archive"),
                refusing,
                rig.url("test-fresh"),
                clock,
                clock::advance);

        assertThat(replay.send(OF_DAY, ResumeToken.first(), 50, told -> {}).sent())
                .isEqualTo(2);

        assertThat(count("test-fresh")).isEqualTo(2);
    }

    /** SQS takes a batch without its first message, once. */
    private static final class FirstRefused implements ExecutionInterceptor {

        private int calls;

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            calls++;
            return calls == 1 && context.request() instanceof SendMessageBatchRequest batch
                    ? batch.toBuilder()
                            .entries(batch.entries().subList(1, batch.entries().size()))
                            .build()
                    : context.request();
        }

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            return calls == 1 && context.response() instanceof SendMessageBatchResponse answer
                    ? answer.toBuilder()
                            .failed(BatchResultErrorEntry.builder()
                                    .id("0")
                                    .code("InternalError")
                                    .build())
                            .build()
                    : context.response();
        }
    }

    @Test
    void aConsumersMarksHoldUnlessTheyAreReset() {
        BalanceView fresh = new BalanceView(rig, "fresh", "test-fresh");
        BalanceView live = new BalanceView(rig, "live", "test-live");
        archive(body("a", 1, at(1), 1), body("a", 2, at(2), 2), body("b", 1, at(3), 5), body("c", 1, at(4), 7));
        send(OF_DAY.withEntity("a"));
        assertThat(fresh.drain()).isEqualTo(2);
        rig.archive.stream(OF_DAY).forEach(event -> live.send(event.body()));
        assertThat(live.drain()).isEqualTo(4);

        ReplayPlan plan = ReplayPlan.of(rig.archive.stream(OF_DAY).iterator(), marks("fresh"));
        assertThat(plan.types()).containsExactly(Map.entry("Deposited", 4L));
        assertThat(List.of(plan.events(), plan.looked(), plan.known(), plan.sendRequests()))
                .containsExactly(4L, 4L, 2L, 1L);
        assertThat(plan.first()).isEqualTo(at(1));
        assertThat(plan.last()).isEqualTo(at(4));

        send(OF_DAY);
        assertThat(fresh.drain()).isEqualTo(4);
        assertThat(fresh.view()).isEqualTo(live.view());

        MarksReset reset = reset("fresh", OF_DAY.withEntity("a"));
        assertThat(reset.count()).isEqualTo(new MarksReset.Count(0, 1));
        reset.run();
        send(OF_DAY);
        assertThat(fresh.drain()).isEqualTo(4);
        assertThat(fresh.history("a")).hasSize(4);
        assertThat(fresh.history("b")).hasSize(1);
        live.send(rig.archive.stream(OF_DAY).findFirst().orElseThrow().body());
        assertThat(live.drain()).isEqualTo(1);
        assertThat(live.history("a")).hasSize(2);
    }

    @Test
    void aPositionIsMovedBackBeforeTheFirstVersionThatIsReplayed() {
        BalanceView fresh = new BalanceView(rig, "fresh", "test-fresh");
        archive(body("a", 1, at(1), 1), body("a", 2, at(2), 2), body("a", 3, at(3), 3));
        send(OF_DAY);
        assertThat(fresh.drain()).isEqualTo(3);
        ArchiveQuery lastTwo = OF_DAY.withTime(Instant.parse(at(2)), DAY.plus(Duration.ofDays(1)));

        reset("fresh", lastTwo).run();
        send(lastTwo);

        assertThat(fresh.drain()).isEqualTo(2);
        assertThat(fresh.history("a"))
                .extracting(entry -> entry.substring(0, 1))
                .containsExactly("1", "2", "3", "2", "3");
    }

    @Test
    void nothingIsResetWhereSomethingStandsInTheWay() {
        BalanceView fresh = new BalanceView(rig, "fresh", "test-fresh");
        archive(body("a", 1, at(1), 1), body("a", 2, at(2), 2), body("b", 2, at(3), 2), body("c", 1, at(4), 1));
        send(OF_DAY);
        assertThat(fresh.drain()).isEqualTo(4);
        ArchiveQuery tooShort = OF_DAY.withTime(DAY, Instant.parse(at(2)));

        assertThat(reset("fresh", tooShort).obstacles())
                .containsExactly("fresh#a is at version 2, and the replay ends at 1");
        assertThat(reset("fresh", OF_DAY).obstacles())
                .containsExactly("fresh#b is at work, or has parked events behind it");
        assertThatThrownBy(() -> reset("fresh", OF_DAY).run()).hasMessageContaining("fresh#b");
        assertThat(marks("fresh").known(rig.archive.read(OF_DAY).events())).isEqualTo(3);
    }

    @Test
    void recordsOfEventsAreDeletedAndNobodyElses() {
        archive(body("a", 1, at(1), 1), body("b", 1, at(2), 1), body("c", 1, at(3), 1));
        mark("fresh#bank#a-1", "COMPLETED");
        mark("fresh#bank#z-1", "COMPLETED");
        mark("other#bank#a-1", "COMPLETED");
        mark("fresh#bank#b-1", "EXPIRED");
        assertThat(marks("fresh").known(rig.archive.read(OF_DAY).events())).isEqualTo(1);

        MarksReset reset = reset("fresh", OF_DAY);
        assertThat(reset.count()).isEqualTo(new MarksReset.Count(2, 0));
        reset.run();

        assertThat(marksLeft()).containsExactlyInAnyOrder("fresh#bank#z-1", "other#bank#a-1");
        mark("fresh#bank#c-1", "INPROGRESS");
        assertThat(reset("fresh", OF_DAY).obstacles())
                .hasSize(1)
                .first()
                .asString()
                .contains("fresh#bank#c-1");
    }

    private void mark(String id, String status) {
        rig.dynamoDb.putItem(request -> request.tableName("test-idempotency")
                .item(Map.of("id", AttributeValue.fromS(id), "status", AttributeValue.fromS(status))));
    }

    private List<String> marksLeft() {
        return rig.dynamoDb.scan(request -> request.tableName("test-idempotency")).items().stream()
                .map(item -> String.valueOf(
                        item.getOrDefault("id", AttributeValue.fromS("")).s()))
                .toList();
    }

    private MarksReset reset(String consumer, ArchiveQuery query) {
        return MarksReset.of(marks(consumer), rig.archive.stream(query).iterator());
    }

    private ConsumerMarks marks(String consumer) {
        return new ConsumerMarks(rig.dynamoDb, "test-idempotency", consumer, InstantSource.system());
    }

    private void send(ArchiveQuery query) {
        ReplayProgress unused = replay("test-fresh").send(query, ResumeToken.first(), 1_000, told -> {});
    }

    private Replay replay(String queue) {
        return new Replay(
                new ArchiveReader(rig.dynamoDb, "test-archive"), rig.sqs, rig.url(queue), clock, clock::advance);
    }

    private void archive(String... bodies) {
        assertThat(rig.archive(bodies)).isEmpty();
    }

    private int count(String queue) {
        return Integer.parseInt(rig.sqs
                .getQueueAttributes(request -> request.queueUrl(rig.url(queue))
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
    }

    private static String at(long second) {
        return DAY.plusSeconds(second).toString();
    }
}
