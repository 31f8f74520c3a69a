package dev.evenstep.cli;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import picocli.CommandLine.Mixin;

/** Which event store a command works on. */
final class EventStoreOption {

    /** By which functions know their event store. */
    static final String VARIABLE = "EVENTS_TABLE";

    @Mixin
    private TableOption table = new TableOption();

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    DeployedStack stack() {
        return endpoint.stack();
    }

    EventStore store() {
        return store(stack());
    }

    EventStore store(DeployedStack stack) {
        String name = stack.anyTable(VARIABLE, table.name());
        return DynamoDbEventStore.of(stack.clients().dynamoDb(), name, EventStoreOptions.defaults());
    }
}
