package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.eventstore.dynamodb.DynamoDbViewStore;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.saga.Saga;
import dev.evenstep.saga.SagaHandler;
import dev.evenstep.saga.SagaOverview;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Sagas and their projection, looked after from the command line. */
class SagaCommandsTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/events.yaml", Map.of());

    record Ordered(String trip) {}

    record Booked(String trip) {}

    private static final EventType<Ordered> ORDERED = EventType.of("agency", "Ordered", Ordered.class);
    private static final EventType<Ordered> BOOK = EventType.of("agency", "Book", Ordered.class);
    private static final EventType<Booked> BOOKED = EventType.of("hotel", "Booked", Booked.class);
    private static final Saga<Ordered> TRIP = Saga.named("trip", Ordered.class)
            .startedBy(ORDERED, Ordered::trip, ordered -> ordered)
            .step("book", step -> step.sends(trip -> NewEvent.of(BOOK, trip)).succeedsOn(BOOKED, Booked::trip));

    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();
    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final EventStore store = DynamoDbEventStore.of(dynamoDb, "test-events", EventStoreOptions.defaults());
    private final SagaHandler sagas = SagaHandler.of(store, TRIP);
    private final Projector<SagaOverview> projector =
            Projector.of(SagaOverview.PROJECTION, store, DynamoDbViewStore.of(dynamoDb, "test-views"));

    private static final String LONG = "k".repeat(245);

    private void tell(Envelope envelope) {
        Event<?> event = EventReader.of(sagas.types()).read(envelope);
        var unused = sagas.handle(event);
        store.sequencer().sequence(List.of("trip-7", "trip-8", "trip-" + LONG));
        assertThat(projector.run(Duration.ofMinutes(1))).isTrue();
    }

    private void order(String trip) {
        tell(Envelope.of("o-" + trip, "agency", "Ordered", Instant.now()).withData(1, "{\"trip\":\"" + trip + "\"}"));
    }

    private static Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--endpoint", AWS.endpoint().toString()));
        return Ran.of(all.toArray(String[]::new));
    }

    private static Ran views(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--table", "test-events", "--views", "test-views"));
        return run(all.toArray(String[]::new));
    }

    private Envelope received() {
        String url =
                sqs.getQueueUrl(request -> request.queueName("test-sagas.fifo")).queueUrl();
        Message message =
                sqs.receiveMessage(request -> request.queueUrl(url)).messages().getFirst();
        return new EnvelopeJson(Limits.defaults()).read(message.body());
    }

    @Test
    void instancesAreListedByStatus() {
        order("7");
        order("8");
        tell(Envelope.of("b-8", "hotel", "Booked", Instant.now()).withData(1, "{\"trip\":\"8\"}"));

        assertThat(views("saga", "list").out())
                .startsWith("RUNNING       trip  7  v1  at book  since ")
                .doesNotContain("trip  8");
        assertThat(views("saga", "list", "--status", "completed", "--json").json())
                .singleElement()
                .extracting(overview -> overview.path("key").asText())
                .isEqualTo("8");
        assertThat(views("saga", "list", "--saga", "other").out()).isEqualTo("There is no such instance.\n");
        assertThat(views("saga", "list", "--limit", "0").code()).isEqualTo(1);
    }

    @Test
    void theLongestUntouchedIsFirstHoweverLongItsKey() {
        order("8");
        order(LONG);
        order("7");

        assertThat(views("saga", "list", "--json").json())
                .extracting(overview -> overview.path("key").asText())
                .containsExactly("8", LONG, "7");
    }

    @Test
    void anInstanceIsShownWithItsHistory() {
        order("7");

        assertThat(run("saga", "show", "trip", "7", "--table", "test-events").out())
                .startsWith("RUNNING       trip  7  v1  at book  since ")
                .contains("state  {\"trip\":\"7\"}", "step   book  BEGUN, attempt 1", "SagaStarted  by o-7");
        JsonNode json = run("saga", "show", "trip", "7", "--table", "test-events", "--json")
                .json();
        assertThat(json.path("steps").path("book").path("status").asText()).isEqualTo("BEGUN");
        assertThat(json.path("history")).isNotEmpty();
        assertThat(run("saga", "show", "trip", "9", "--table", "test-events").err())
                .contains("Saga trip has no instance 9");
    }

    @Test
    void whatAPersonWantsReachesTheSagaByItsQueue() {
        order("7");

        Ran retried = run("saga", "retry", "trip", "7", "--queue", "sagas.fifo", "--id", "r-1", "--actor", "ann");
        assertThat(retried.out()).isEqualTo("r-1 -> test-sagas.fifo\n");
        tell(received());
        assertThat(run("saga", "show", "trip", "7", "--table", "test-events").out())
                .contains("step   book  BEGUN, attempt 2", "by r-1");

        assertThat(run("saga", "compensate", "trip", "7").err()).contains("--queue is missing");
    }

    @Test
    void whatIsCompensatedByHandSaysWhy() {
        order("7");

        assertThat(run("saga", "compensate", "trip", "7", "--queue", "test-sagas.fifo", "--reason", "storm")
                        .code())
                .isZero();
        tell(received());
        assertThat(views("saga", "list", "--status", "COMPENSATED").out()).contains("trip  7", "(storm)");
    }

    @Test
    void projectionsSayHowFarTheyAreAndAreBuiltAnew() {
        assertThat(views("projection", "list").out()).isEqualTo("No projection has run.\n");
        order("7");

        assertThat(views("projection", "list").out())
                .isEqualTo("sagas%n  live      generation 1 of version 1: 1 of 1 entries of the log, up to date%n"
                        .formatted());
        assertThat(views("projection", "rebuild", "sagas").out())
                .contains("building  generation 2 of version 1: 0 of 1");
        assertThat(views("projection", "rebuild", "sagas", "--json")
                        .json()
                        .path("building")
                        .path("generation")
                        .intValue())
                .isEqualTo(2);
        assertThat(projector.run(Duration.ofMinutes(1))).isTrue();
        assertThat(views("projection", "list", "--json")
                        .json()
                        .get(0)
                        .path("live")
                        .path("generation")
                        .intValue())
                .isEqualTo(2);
        assertThat(views("saga", "list").out()).contains("trip  7");
        assertThat(views("projection", "rebuild", "other").err()).contains("There is no projection other", "[sagas]");
    }

    @Test
    void aRebuildIsGivenUpAndLatenessIsAnExitCode() {
        order("7");
        assertThat(views("projection", "rebuild", "sagas").code()).isZero();
        assertThat(views("projection", "rebuild", "sagas", "--cancel").out()).doesNotContain("building");

        assertThat(views("projection", "lag", "--most", "0").code()).isZero();
        var unused = sagas.handle(EventReader.of(sagas.types())
                .read(Envelope.of("o-8", "agency", "Ordered", Instant.now()).withData(1, "{\"trip\":\"8\"}")));
        store.sequencer().sequence(List.of("trip-8"));
        assertThat(views("projection", "lag", "--json").json().path("sagas").isInt())
                .isTrue();
        Ran late = views("projection", "lag", "--most", "-1");
        assertThat(late.code()).isEqualTo(1);
        assertThat(late.out()).contains("sagas", " s late");
    }
}
