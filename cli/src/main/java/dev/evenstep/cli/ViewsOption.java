package dev.evenstep.cli;

import dev.evenstep.eventstore.dynamodb.DynamoDbViewStore;
import dev.evenstep.eventstore.projection.Projections;
import dev.evenstep.eventstore.projection.ViewStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which views a command looks at, and the event store that they are of. */
final class ViewsOption {

    /** By which functions know their views. */
    static final String VARIABLE = "VIEWS_TABLE";

    @Option(
            names = "--views",
            paramLabel = "NAME",
            description = "The table of views. Default: the one in the functions' environment.")
    private @Nullable String views;

    @Mixin
    private EventStoreOption events = new EventStoreOption();

    DeployedStack stack() {
        return events.stack();
    }

    ViewStore store() {
        return store(stack());
    }

    private ViewStore store(DeployedStack stack) {
        return DynamoDbViewStore.of(stack.clients().dynamoDb(), stack.anyTable(VARIABLE, views));
    }

    Projections projections() {
        DeployedStack stack = stack();
        return Projections.of(events.store(stack), store(stack));
    }
}
