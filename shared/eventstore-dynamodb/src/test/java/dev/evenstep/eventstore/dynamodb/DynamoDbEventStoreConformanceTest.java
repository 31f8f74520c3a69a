package dev.evenstep.eventstore.dynamodb;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.testkit.EventStoreConformance;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbEventStoreConformanceTest extends EventStoreConformance {

    private static final Faults FAULTS = Faults.of(1);

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/events.yaml", Map.of())
            .with(options -> options.withFaults(FAULTS));

    final DynamoDbClient client = newClient();

    /** Of an AWS that has the table. */
    DynamoDbClient newClient() {
        return AWS.client(DynamoDbClient.builder()).build();
    }

    String table() {
        return "test-events";
    }

    @Override
    public final EventStore store(EventStoreOptions options) {
        return DynamoDbEventStore.of(client, table(), options);
    }

    @Override
    public EventStore losingItsNextReply(EventStoreOptions options) {
        FAULTS.add(FaultRule.of(Fault.LOST_REPLY, 1).on("PutItem", "*").times(1));
        FAULTS.add(
                FaultRule.of(Fault.LOST_REPLY, 1).on("TransactWriteItems", "*").times(1));
        return store(options);
    }
}
