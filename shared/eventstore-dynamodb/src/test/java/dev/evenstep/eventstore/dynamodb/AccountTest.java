package dev.evenstep.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.AppendOutcome.VersionConflict;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.CommandHandler.CommandAccepted;
import dev.evenstep.eventstore.CommandHandler.CommandRefused;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.Fold;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import dev.evenstep.eventstore.dynamodb.Account.Balance;
import dev.evenstep.eventstore.dynamodb.Account.Booking;
import dev.evenstep.eventstore.dynamodb.Account.Deposit;
import dev.evenstep.eventstore.dynamodb.Account.Deposited;
import dev.evenstep.eventstore.dynamodb.Account.Request;
import dev.evenstep.eventstore.dynamodb.Account.Withdraw;
import dev.evenstep.eventstore.dynamodb.Account.Withdrawn;
import dev.evenstep.testkit.DeciderScenario;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What docs/event-store.md shows. */
class AccountTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/events.yaml", Map.of());

    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");

    private final FakeClock clock = new FakeClock(MONDAY);
    private final DynamoDbClient client = AWS.client(DynamoDbClient.builder()).build();
    private final EventStore store = DynamoDbEventStore.of(
            client, "test-events", EventStoreOptions.defaults().withClock(clock));

    @Test
    void aStreamIsAppendedToUnderAnExpectation() {
        String stream = "account-7";
        Append append = Append.of("command-1", NewEvent.of(Account.DEPOSITED, new Deposited(500)))
                .withCorrelation(new CorrelationContext("salaries-11", "command-1", null))
                .withActor("payroll");

        Appended appended =
                store.append(stream, ExpectedVersion.empty(), append).orThrow();
        Slice slice = store.read(stream, ReadOptions.forward());

        assertThat(slice.position()).isEqualTo(appended.end()).isEqualTo(new Position(1, 1));
        Append next = Append.of("command-2", NewEvent.of(Account.WITHDRAWN, new Withdrawn(200)));
        switch (store.append(stream, ExpectedVersion.exactly(slice.position()), next)) {
            case Appended(int first, Position end) -> assertThat(first).isEqualTo(2);
            case VersionConflict conflict -> throw new AssertionError(conflict);
        }
    }

    @Test
    void aCommandIsDecidedOnce() {
        CommandHandler<Request, Booking, Balance> accounts = CommandHandler.of(
                        store, new Account(), EventReader.of(Account.TYPES))
                .withSnapshots("balance", 1, Balance.class, 50);

        assertThat(accounts.handle("account-7", command("c-1", new Deposit(500))))
                .isEqualTo(new CommandAccepted(1, 1));
        assertThat(accounts.handle("account-7", command("c-2", new Withdraw(800))))
                .isEqualTo(new CommandRefused("overdrawn", "It has 500 cents"));
        assertThat(accounts.handle("account-7", command("c-1", new Deposit(500))))
                .isEqualTo(new CommandAccepted(1, 1));
    }

    @Test
    void theBalanceAsOfMondayIsKnownOnTuesday() {
        CommandHandler<Request, Booking, Balance> accounts =
                CommandHandler.of(store, new Account(), EventReader.of(Account.TYPES));
        assertThat(accounts.handle("account-7", command("c-1", new Deposit(500))))
                .isInstanceOf(CommandAccepted.class);
        clock.advance(Duration.ofDays(1));
        assertThat(accounts.handle("account-7", command("c-2", new Withdraw(200))))
                .isInstanceOf(CommandAccepted.class);

        Fold<Integer> balance =
                Fold.of(EventReader.of(Account.TYPES), 0, (cents, event) -> switch ((Booking) event.data()) {
                    case Deposited(int more) -> cents + more;
                    case Withdrawn(int less) -> cents - less;
                });

        assertThat(balance.load(store, "account-7").state()).isEqualTo(300);
        assertThat(balance.loadUntil(store, "account-7", MONDAY).state()).isEqualTo(500);
    }

    @Test
    void theRulesAreTestedWithoutAStore() {
        DeciderScenario.of(new Account())
                .given(new Deposited(500))
                .when(new Withdraw(200))
                .then(new Withdrawn(200))
                .when(new Withdraw(400))
                .thenRefused("overdrawn");
    }

    private static Event<Request> command(String id, Request data) {
        return Event.of(Envelope.of(id, "bank", data.getClass().getSimpleName(), MONDAY), data);
    }
}
