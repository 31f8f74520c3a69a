package dev.evenstep.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.dynamodb.DynamoDbOptions;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.sdk.InProcessHttpClient;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.CommandHandler.CommandAccepted;
import dev.evenstep.eventstore.CommandHandler.CommandRefused;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.dynamodb.Account.Balance;
import dev.evenstep.eventstore.dynamodb.Account.Booking;
import dev.evenstep.eventstore.dynamodb.Account.Deposit;
import dev.evenstep.eventstore.dynamodb.Account.Deposited;
import dev.evenstep.eventstore.dynamodb.Account.Request;
import dev.evenstep.eventstore.dynamodb.Account.Withdraw;
import dev.evenstep.eventstore.dynamodb.Account.Withdrawn;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Commands that come twice, in any order, while DynamoDB throttles, conflicts and loses replies: each is booked once, nothing is
 * overdrawn, versions have no holes, and a snapshot says what the events say.
 */
class LedgerSchedulesTest {

    private static final int SEEDS = 10;
    private static final int COMMANDS = 12;

    private final Faults faults = Faults.of(1);

    @Test
    void whateverHappensEachCommandIsBookedOnce() {
        try (DynamoDb engine = DynamoDb.start(DynamoDbOptions.defaults().withFaults(faults));
                DynamoDbClient client = client(engine)) {
            createTable(client);
            EventStore store = DynamoDbEventStore.of(client, "events", EventStoreOptions.defaults());
            for (int seed = 1; seed <= SEEDS; seed++) {
                faults.add(FaultRule.of(Fault.THROTTLE, 0.05));
                faults.add(FaultRule.of(Fault.CONFLICT, 0.05));
                faults.add(FaultRule.of(Fault.LOST_REPLY, 0.15));
                Map<String, CommandAccepted> answers = deliverAll(store, "account-" + seed, new Random(seed));
                faults.clear();
                verify(store, "account-" + seed, answers);
            }
        }
    }

    /** Until each has been answered twice, or failed for good. */
    private static Map<String, CommandAccepted> deliverAll(EventStore store, String stream, Random random) {
        List<Integer> deliveries = new ArrayList<>();
        for (int command = 0; command < COMMANDS; command++) {
            deliveries.addAll(List.of(command, command));
        }
        Collections.shuffle(deliveries, random);
        Map<String, CommandAccepted> answers = new TreeMap<>();
        while (!deliveries.isEmpty()) {
            int command = deliveries.removeFirst();
            CommandHandler<Request, Booking, Balance> handler = handler(store);
            try {
                if (handler.handle(stream, command(command)) instanceof CommandAccepted accepted) {
                    assertThat(answers.merge("c-" + command, accepted, (first, second) -> first))
                            .isEqualTo(accepted);
                }
            } catch (SdkException failed) {
                deliveries.add(random.nextInt(deliveries.size() + 1), command);
            }
        }
        return answers;
    }

    private static CommandHandler<Request, Booking, Balance> handler(EventStore store) {
        return CommandHandler.of(store, new Account(), EventReader.of(Account.TYPES))
                .withSnapshots("balance", 1, Balance.class, 4);
    }

    private static Event<Request> command(int number) {
        Request data = number % 3 == 0 ? new Deposit(100 + number) : new Withdraw(40 + number);
        return Event.of(Envelope.of("c-" + number, "bank", "Request", Instant.EPOCH), data);
    }

    private static void verify(EventStore store, String stream, Map<String, CommandAccepted> answers) {
        List<Envelope> events = store.read(stream, ReadOptions.forward()).events();
        assertThat(events)
                .as(stream)
                .extracting(Envelope::entityVersion)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, answers.size()).boxed().toList());
        assertThat(events)
                .as(stream)
                .extracting(event -> event.correlation().causationId())
                .doesNotHaveDuplicates()
                .allMatch(answers::containsKey);
        int balance = 0;
        EventReader reader = EventReader.of(Account.TYPES);
        for (Envelope event : events) {
            balance += switch ((Booking) reader.read(event).data()) {
                case Deposited(int cents) -> cents;
                case Withdrawn(int cents) -> -cents;
            };
            assertThat(balance).as(stream).isNotNegative();
        }
        assertThat(handler(store).handle(stream, withdrawal(balance + 1)))
                .as(stream)
                .isInstanceOf(CommandRefused.class);
        assertThat(handler(store).handle(stream, withdrawal(balance)))
                .as(stream)
                .isInstanceOf(CommandAccepted.class);
    }

    private static Event<Request> withdrawal(int cents) {
        return Event.of(Envelope.of("all-" + cents, "bank", "Request", Instant.EPOCH), new Withdraw(cents));
    }

    private static DynamoDbClient client(DynamoDb engine) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create("http://in-process"))
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(new InProcessHttpClient(engine.service()::handle))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static void createTable(DynamoDbClient client) {
        var unused = client.createTable(request -> request.tableName("events")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        List.of(attribute("stream", ScalarAttributeType.S), attribute("commit", ScalarAttributeType.N)))
                .keySchema(List.of(key("stream", KeyType.HASH), key("commit", KeyType.RANGE))));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
