package dev.evenstep.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.Event;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.dynamodb.Account.Deposited;
import dev.evenstep.eventstore.dynamodb.Account.Withdrawn;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.Projection.Listing;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewQuery;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.eventstore.projection.Views.ViewPage;
import dev.evenstep.testkit.ProjectionScenario;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What docs/projections.md shows. */
class AccountViewsTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/events.yaml", Map.of());

    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");

    record Statement(int cents, int bookings) {}

    static final Projection<Statement> STATEMENTS = Projection.named("statements", Statement.class)
            .on(
                    Account.DEPOSITED,
                    AccountViewsTest::account,
                    (view, event) -> booked(view, event.data().cents()))
            .on(
                    Account.WITHDRAWN,
                    AccountViewsTest::account,
                    (view, event) -> booked(view, -event.data().cents()))
            .listedBy(view -> new Listing("accounts", "%010d".formatted(view.cents())));

    private static String account(Event<?> event) {
        return Objects.requireNonNull(event.subject());
    }

    private static Statement booked(@Nullable Statement view, int cents) {
        return view == null ? new Statement(cents, 1) : new Statement(view.cents() + cents, view.bookings() + 1);
    }

    @Test
    void viewsFollowFromEventsAndAreRead() {
        DynamoDbClient client = AWS.client(DynamoDbClient.builder()).build();
        EventStore store = DynamoDbEventStore.of(client, "test-events", EventStoreOptions.defaults());
        var unused = store.append(
                "account-7",
                ExpectedVersion.empty(),
                Append.of("c-1", NewEvent.of(Account.DEPOSITED, new Deposited(500))));
        store.sequencer().sequence(List.of("account-7"));

        ViewStore views = DynamoDbViewStore.of(client, "test-views");
        Projector<Statement> projector = Projector.of(STATEMENTS, store, views);
        boolean upToDate = projector.run(Duration.ofSeconds(50));

        assertThat(upToDate).isTrue();
        Views<Statement> statements = Views.of(STATEMENTS, views);
        assertThat(statements.get("account-7").orElseThrow().value()).isEqualTo(new Statement(500, 1));
        ViewPage<Statement> richest =
                statements.page(ViewQuery.of("accounts").descending().limit(10));
        assertThat(richest.views()).hasSize(1);

        projector.rebuild();
        assertThat(projector.run(Duration.ofSeconds(50))).isTrue();
        assertThat(projector.status().retired()).isEqualTo(1);
    }

    @Test
    void aProjectionIsTestedWithoutTables() {
        ProjectionScenario.of(STATEMENTS, MONDAY)
                .given(
                        "account-7",
                        NewEvent.of(Account.DEPOSITED, new Deposited(500)),
                        NewEvent.of(Account.WITHDRAWN, new Withdrawn(200)))
                .then("account-7", new Statement(300, 2))
                .thenNone("account-8");
    }
}
