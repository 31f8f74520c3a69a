package dev.evenstep.eventstore.dynamodb;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.testkit.ProjectionConformance;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbProjectionConformanceTest extends ProjectionConformance {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/events.yaml", Map.of());

    private final DynamoDbClient client = newClient();
    private final EventStore events = DynamoDbEventStore.of(
            client, stack() + "-events", EventStoreOptions.defaults().withClock(clock()));
    private final ViewStore views = DynamoDbViewStore.of(client, stack() + "-views");

    /** Of an AWS that has the stack. */
    DynamoDbClient newClient() {
        return AWS.client(DynamoDbClient.builder()).build();
    }

    /** The name of a stack of {@code events.yaml}. */
    String stack() {
        return "test";
    }

    @Override
    public final EventStore events() {
        return events;
    }

    @Override
    public final ViewStore views() {
        return views;
    }
}
