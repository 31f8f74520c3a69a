package dev.evenstep.aws.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.TestAws;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.IdempotentConsumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.consume.VersionedConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.FailureBoundary;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.consume.WakeUps;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What each mode's rows of docs/reference.md grant on DynamoDB is what a consumer in that mode asks for. */
class GrantsReferenceTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final List<String> WRITING =
            List.of("transactional, leased: the record", "transactional, leased: writes", "publishing");
    private static final List<String> IN_ORDER = List.of(
            "in order, dependent, stopping or holding: parked events",
            "in order, dependent, stopping or holding: the count behind a record");
    private static final Pattern ACTION = Pattern.compile("`(dynamodb:\\w+)`");
    private static final EventType<Counted> COUNTED = EventType.of("test", "Counted", Counted.class);
    private static final EventType<Put> PUT = EventType.of("test", "Put", Put.class);
    private static final EventType<Broken> BROKEN = EventType.of("test", "Broken", Broken.class);

    record Counted() {}

    record Put() {}

    record Broken() {}

    /** A consumer, and the rows that apply to it. */
    record Mode(Consumer consumer, List<String> rows) {}

    private final Grants grants = new Grants();
    private final DynamoDbClient client = AWS.client(
                    DynamoDbClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(grants)))
            .build();

    static Stream<Mode> modes() {
        TransactionalConsumer transactional = Consumer.transactional("grants")
                .on(COUNTED, GrantsReferenceTest::everything)
                .on(PUT, event -> Effect.none())
                .on(BROKEN, GrantsReferenceTest::fail);
        TransactionalConsumer reading = Consumer.transactional("grants")
                .on(COUNTED, event -> List.of(thing("1")), (event, items) -> everything(event))
                .on(PUT, event -> Effect.none())
                .on(BROKEN, GrantsReferenceTest::fail);
        LeasedConsumer leased = Consumer.leased("grants")
                .on(COUNTED, event -> {}, GrantsReferenceTest::everything)
                .on(PUT, event -> {}, event -> Effect.none())
                .on(BROKEN, event -> {}, GrantsReferenceTest::fail);
        VersionedConsumer versioned = Consumer.versioned("grants", GrantsReferenceTest::thing)
                .on(COUNTED, event -> Write.update(thing("1")).add("sum", 1))
                .on(PUT, event -> Write.put(thing("1"), Item.of("sum", 1)))
                .on(BROKEN, event -> {
                    throw new IllegalStateException("broken");
                });
        IdempotentConsumer idempotent = Consumer.idempotent("grants")
                .on(COUNTED, event -> new Decision.Applied())
                .on(PUT, event -> new Decision.Applied())
                .on(BROKEN, event -> {
                    throw new IllegalStateException("broken");
                });
        return Stream.of(
                new Mode(idempotent, List.of()),
                new Mode(transactional, WRITING),
                new Mode(reading, with(WRITING, "transactional with reads")),
                new Mode(leased, with(WRITING, "leased: the lease")),
                new Mode(versioned.latestWins(), List.of("versioned: the entity")),
                new Mode(versioned, with(IN_ORDER, "versioned: the entity")),
                new Mode(transactional.inOrder(), with(WRITING, IN_ORDER)),
                new Mode(leased.inOrder(), with(with(WRITING, IN_ORDER), "leased: the lease")));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void whatAModeAsksForIsGrantedAndNothingElse(Mode mode) throws IOException {
        EventProcessor processor = consumption(mode.consumer());

        handle(processor, "a", "Counted", 1);
        handle(processor, "a", "Counted", 1);
        handle(processor, "b", "Counted", 1);
        handle(processor, "c", "Put", 3);
        handle(processor, "d", "Counted", 2);
        handle(processor, "e", "Broken", 4);

        boolean isVersioned = mode.consumer() instanceof VersionedConsumer;
        Set<String> granted = granted("every consumer: failed attempts", isVersioned);
        for (String row : mode.rows()) {
            granted.addAll(granted(row, isVersioned));
        }
        assertThat(grants.needed()).isEqualTo(granted);
    }

    private static List<String> with(List<String> rows, String another) {
        return with(rows, List.of(another));
    }

    private static List<String> with(List<String> rows, List<String> others) {
        return Stream.concat(rows.stream(), others.stream()).toList();
    }

    /** Every kind of write, and two events, of which the next cause finds the second's version taken. */
    private static Effect everything(Event<Counted> event) {
        return Effect.of(
                        Write.update(thing("1")).add("sum", 1),
                        Write.put(thing("2"), Item.of("sum", 1)),
                        Write.delete(thing("3")),
                        Write.update(thing("4")).when(Condition.absent()))
                .publish(COUNTED, event.data())
                .publish(COUNTED, event.data());
    }

    private static Effect fail(Event<Broken> event) {
        throw new IllegalStateException(event.id());
    }

    private static ItemKey thing(String id) {
        return ItemKey.of("things", "id", id);
    }

    private static Set<String> granted(String row, boolean isVersioned) throws IOException {
        String page = Files.readString(Path.of("../../docs/reference.md"));
        Matcher cells = Pattern.compile("(?m)^\\| " + Pattern.quote(row) + " \\| ([^|]*) \\| ([^|]*) \\|$")
                .matcher(page);
        assertThat(cells.find()).as(row).isTrue();
        Set<String> granted = new TreeSet<>();
        Matcher actions = ACTION.matcher(cells.group(2));
        while (actions.find()) {
            granted.add(actions.group(1) + " on " + table(cells.group(1), isVersioned));
        }
        return granted;
    }

    private static String table(String on, boolean isVersioned) {
        return switch (on) {
            case "`IDEMPOTENCY_TABLE`" -> "test-idempotency";
            case "`OUTBOX_TABLE`" -> "test-outbox";
            case "`PARKED_TABLE`" -> "test-parked";
            case "`IDEMPOTENCY_TABLE`, or the entity's table" -> isVersioned ? "test-things" : "test-idempotency";
            default -> "test-things";
        };
    }

    private void handle(EventProcessor processor, String id, String type, int version) {
        String body = """
                {"specversion":"1.0","id":"%s","source":"test","type":"%s","time":"2026-11-21T08:00:00Z",
                 "subject":"1","entityversion":%d,"data":{}}""".formatted(id, type, version);
        var unused = FailureBoundary.decide(
                processor,
                new Delivery("m-" + id, body, null, 1),
                Deadline.in(Duration.ofSeconds(30), Clock.systemUTC()));
    }

    private EventProcessor consumption(Consumer consumer) {
        DynamoDbStore store = new DynamoDbStore(client, TableNames.from(DynamoDbStoreConformanceTest.TABLES));
        DeadLettering deadLettering = new DeadLettering(
                "grants",
                (name, delivery, poison) -> {},
                store,
                RetryPolicy.defaults().withAttempts(1),
                FailureRule.standard(),
                Duration.ZERO);
        return new EventProcessor(
                consumer,
                new EnvelopeJson(Limits.defaults()),
                new ConsumePorts(store, deadLettering, WakeUps.none(), (name, outcomes) -> {}),
                ConsumeOptions.defaults());
    }
}
