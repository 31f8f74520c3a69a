package dev.evenstep.cli;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import java.util.List;
import picocli.CommandLine.Mixin;

/** Which event store a command works on. */
final class EventStoreOption {

    /** By which functions know their event store. */
    static final String VARIABLE = "EVENTS_TABLE";

    @Mixin
    private TableOption table = new TableOption();

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    EventStore store() {
        DeployedStack stack = endpoint.stack();
        String chosen = table.name();
        String name = chosen == null ? stack.table(VARIABLE, null) : named(stack, chosen);
        return DynamoDbEventStore.of(stack.clients().dynamoDb(), name, EventStoreOptions.defaults());
    }

    private static String named(DeployedStack stack, String chosen) {
        List<String> tables = stack.tables();
        return tables.stream()
                .filter(name -> stack.names().mean(chosen, name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no table " + chosen + " here; there are " + tables));
    }
}
