package dev.evenstep.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.dynamodb.Account.Deposited;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.Projection.Listing;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewQuery;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.testkit.local.Capacity;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What projections cost in requests to the table of views, and in its units, as docs/projections.md says. */
class ProjectionCostTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/events.yaml", Map.of());

    private static final int ACCOUNTS = 120;

    record Total(int cents, int bookings) {}

    private static final Projection<Total> TOTALS = Projection.named("totals", Total.class)
            .on(
                    Account.DEPOSITED,
                    event -> Objects.requireNonNull(event.subject()),
                    (view, event) -> new Total(
                            (view == null ? 0 : view.cents()) + event.data().cents(),
                            (view == null ? 0 : view.bookings()) + 1));

    private final Capacity capacity = new Capacity();
    private final EventStore events = EventStore.inMemory(EventStoreOptions.defaults());
    private final DynamoDbViewStore store = DynamoDbViewStore.of(
            AWS.client(DynamoDbClient.builder()
                            .overrideConfiguration(config -> config.addExecutionInterceptor(capacity)))
                    .build(),
            "test-views");

    @BeforeEach
    void aProjectionThatHasRun() {
        run(TOTALS);
        capacity.reset();
    }

    private void run(Projection<?> projection) {
        assertThat(Projector.of(projection, events, store).run(Duration.ofMinutes(1)))
                .isTrue();
    }

    /** Streams of one shard, and so of one page. */
    private List<String> accounts() {
        return IntStream.range(0, 8 * ACCOUNTS * 2)
                .mapToObj(number -> "account-" + number)
                .filter(stream -> EventLog.shardOf(stream) == 3)
                .limit(ACCOUNTS)
                .toList();
    }

    private void deposited(List<String> accounts, int times) {
        for (String account : accounts) {
            List<NewEvent<?>> deposits = Collections.nCopies(times, NewEvent.of(Account.DEPOSITED, new Deposited(5)));
            var unused = events.append(account, ExpectedVersion.any(), Append.of("of " + times, deposits));
        }
        events.sequencer().sequence(accounts);
    }

    private void assertCost(double readUnits, double writeUnits, String... requests) {
        assertThat(capacity.requests()).containsExactly(requests);
        assertThat(capacity.readUnits()).isEqualTo(readUnits);
        assertThat(capacity.writeUnits()).isEqualTo(writeUnits);
        capacity.reset();
    }

    @Test
    void aRunWithoutEventsLooksWhichGenerationIsLive() {
        run(TOTALS);
        assertCost(1, 0, "BatchGetItem");
    }

    @Test
    void aPageReadsEachViewOnceAndWritesItOnceHoweverManyEventsChangeIt() {
        deposited(accounts().subList(0, 1), 10);
        run(TOTALS);
        assertCost(1 + 1, 1 + 1, "BatchGetItem", "PutItem", "BatchGetItem", "PutItem");

        deposited(accounts(), 7);
        run(TOTALS);
        assertThat(capacity.requests()).hasSize(4 + ACCOUNTS);
        assertThat(capacity.requests().subList(0, 4))
                .containsExactly("BatchGetItem", "PutItem", "BatchGetItem", "BatchGetItem");
        assertThat(capacity.requests().subList(4, 4 + ACCOUNTS)).containsOnly("PutItem");
        assertThat(capacity.writeUnits()).isEqualTo(1 + ACCOUNTS);
    }

    @Test
    void whatComesAgainIsReadAndNotWritten() {
        deposited(accounts().subList(0, 1), 3);
        run(TOTALS);
        capacity.reset();
        events.checkpoints().forget("projection#totals#1");
        run(TOTALS);
        assertCost(1 + 1, 0, "BatchGetItem", "BatchGetItem");
    }

    @Test
    void aViewIsReadByOneRequestWhileItIsKnownWhichGenerationIsLive() {
        deposited(accounts(), 1);
        run(TOTALS);
        Views<Total> views = Views.of(TOTALS, store);
        capacity.reset();
        assertThat(views.get(accounts().getFirst())).isPresent();
        assertCost(2, 0, "BatchGetItem", "BatchGetItem");
        assertThat(views.get(accounts().getLast())).isPresent();
        assertCost(1, 0, "BatchGetItem");
    }

    @Test
    void aListedViewIsWrittenTwiceAndReadByHalfAUnit() {
        Projection<Total> listed = TOTALS.listedBy(view -> new Listing("all", "%09d".formatted(view.cents())));
        deposited(accounts().subList(0, 1), 1);
        run(listed);
        assertCost(2, 1 + 2, "BatchGetItem", "PutItem", "BatchGetItem", "PutItem");

        Views<Total> views = Views.of(listed, store);
        assertThat(views.page(ViewQuery.of("all")).views()).hasSize(1);
        assertCost(1 + 0.5, 0, "BatchGetItem", "Query");
    }

    @Test
    void aPageOfAllViewsIsReadBucketByBucket() {
        deposited(accounts(), 1);
        run(TOTALS);
        Views<Total> views = Views.of(TOTALS, store);
        capacity.reset();
        assertThat(views.page(ViewQuery.all().limit(4)).views()).hasSize(4);
        assertThat(capacity.requests()).containsExactly("BatchGetItem", "Query");
        capacity.reset();
        assertThat(views.page(ViewQuery.all().limit(1_000)).views()).hasSize(ACCOUNTS);
        assertThat(capacity.requests()).hasSize(8).containsOnly("Query");
    }
}
