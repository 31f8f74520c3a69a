package dev.evenstep.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.CommandHandler.CommandAccepted;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.dynamodb.Account.Deposited;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewQuery;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What each row of {@code actions.csv} allows is what the store asks for: nothing is denied, and nothing is left over. */
class EventStoreGrantsTest {

    private static final String EVENTS = "${Events.Arn}";
    private static final String VIEWS = "${Views.Arn}";

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of(
            GrantedStack.with(Map.of(
                            "append", Map.of("append", EVENTS),
                            "snapshots", Map.of("append", EVENTS, "snapshots", EVENTS),
                            "sequence", Map.of("sequence", EVENTS),
                            "subscribe", Map.of("read-log", EVENTS),
                            "sweep", Map.of("sequence", EVENTS, "sweep-log", EVENTS),
                            "project", Map.of("project", EVENTS, "keep-views", VIEWS),
                            "query", Map.of("read-views", VIEWS, "read-lists", VIEWS + "/index/lists")))
                    .toString(),
            Map.of());

    private final EventStore everything = store("local");

    private static DynamoDbClient client(String function) {
        return function.equals("local")
                ? AWS.client(DynamoDbClient.builder()).build()
                : AWS.clientOf("test-" + function, DynamoDbClient.builder()).build();
    }

    private static EventStore store(String function) {
        return DynamoDbEventStore.of(client(function), "test-events", EventStoreOptions.defaults());
    }

    private static void assertAsked(String function) {
        var role = AWS.roleOf("test-" + function);
        assertThat(role.denied()).isEmpty();
        assertThat(role.unused()).isEmpty();
    }

    private void append(EventStore store, String stream, int events) {
        List<NewEvent<?>> deposits = Collections.nCopies(events, NewEvent.of(Account.DEPOSITED, new Deposited(5)));
        assertThat(store.append(stream, ExpectedVersion.any(), Append.of("of " + events, deposits))
                        .orThrow())
                .isNotNull();
    }

    @Test
    void whoAppendsPutsCommitsAndReadsThem() {
        append(store("append"), "account-7", 1);
        append(store("append"), "account-7", 5000);
        assertThat(store("append").read("account-7", ReadOptions.forward()).events())
                .hasSize(1000);

        assertAsked("append");
    }

    @Test
    void whoKeepsSnapshotsGetsThem() {
        var accounts = CommandHandler.of(store("snapshots"), new Account(), EventReader.of(Account.TYPES))
                .withSnapshots("balance", 1, Account.Balance.class, 1);

        var deposit = Event.<Account.Request>of(
                Envelope.of("c-1", "bank", "Deposit", Instant.EPOCH), new Account.Deposit(500));
        assertThat(accounts.handle("account-7", deposit)).isEqualTo(new CommandAccepted(1, 1));
        assertAsked("snapshots");
    }

    @Test
    void theLogIsWritten() {
        append(everything, "account-7", 1);
        EventStore store = store("sequence");
        store.sequencer().sequence(List.of("account-7"));

        assertAsked("sequence");
    }

    @Test
    void theLogIsRead() {
        append(everything, "account-7", 1);
        everything.sequencer().sequence(List.of("account-7"));
        EventStore store = store("subscribe");
        var subscription = Subscription.of("test", store.log(), store.checkpoints(), (shard, entries) -> {});

        assertThat(subscription.run(Duration.ofMinutes(1))).isTrue();
        assertThat(subscription.lag().entries()).isZero();
        assertAsked("subscribe");
    }

    @Test
    void theTableIsSwept() {
        append(everything, "account-7", 1);

        assertThat(store("sweep").sequencer().sweep(Duration.ofMinutes(1))).isTrue();
        assertAsked("sweep");
    }

    /** A generation is removed a quarter of an hour after it was live. */
    @Test
    void viewsAreKeptAndRemoved() {
        append(everything, "account-7", 1);
        everything.sequencer().sequence(List.of("account-7"));
        Projector<?> projector = Projector.of(
                AccountViewsTest.STATEMENTS, store("project"), DynamoDbViewStore.of(client("project"), "test-views"));
        assertThat(projector.run(Duration.ofMinutes(1))).isTrue();
        projector.rebuild();
        assertThat(projector.run(Duration.ofMinutes(1))).isTrue();

        assertThat(projector
                        .withClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20)))
                        .run(Duration.ofMinutes(1)))
                .isTrue();
        assertThat(projector.status().live()).isNotNull();
        assertAsked("project");
    }

    @Test
    void viewsAreRead() {
        Views<?> views = Views.of(AccountViewsTest.STATEMENTS, DynamoDbViewStore.of(client("query"), "test-views"));
        everything.sequencer().sequence(List.of("account-7"));
        assertThat(Projector.of(
                                AccountViewsTest.STATEMENTS,
                                everything,
                                DynamoDbViewStore.of(client("local"), "test-views"))
                        .run(Duration.ofMinutes(1)))
                .isTrue();

        assertThat(views.get("account-7")).isEmpty();
        assertThat(views.page(ViewQuery.all()).views()).isEmpty();
        assertThat(views.page(ViewQuery.of("accounts")).views()).isEmpty();
        assertAsked("query");
    }
}
