package dev.evenstep.examples.changedata;

import static dev.evenstep.mapping.JsonMapping.header;
import static dev.evenstep.mapping.JsonMapping.key;

import dev.evenstep.mapping.DataChange;
import dev.evenstep.mapping.DebeziumChanges;
import dev.evenstep.mapping.JsonMapping;
import dev.evenstep.mapping.MappedEvent;
import dev.evenstep.schema.EventType;
import org.jspecify.annotations.Nullable;

/** What the changes of the table {@code customers} mean, and what its program's outbox says. */
final class CustomerEvents {

    /** A snapshot found it so. */
    record CustomerFound(String id, String city) {}

    record CustomerMoved(String id, String city) {}

    record CustomerLeft(String id) {}

    /** From the outbox. */
    record CustomerJoined(String id) {}

    static final EventType<CustomerFound> FOUND = EventType.of("crm", "CustomerFound", CustomerFound.class);
    static final EventType<CustomerMoved> MOVED = EventType.of("crm", "CustomerMoved", CustomerMoved.class);
    static final EventType<CustomerLeft> LEFT = EventType.of("crm", "CustomerLeft", CustomerLeft.class);

    static final DebeziumChanges MAPPING = DebeziumChanges.mapping()
            .table("public.customers", CustomerEvents::meaning)
            .table("public.signals", change -> null);

    static final EventType<CustomerJoined> JOINED = EventType.of("crm", "CustomerJoined", CustomerJoined.class);

    static final JsonMapping OUTBOX =
            JsonMapping.of("crm", header("eventType")).id(header("id")).subject(key());

    private CustomerEvents() {}

    private static @Nullable MappedEvent meaning(DataChange change) {
        return switch (change.operation()) {
            case READ -> MappedEvent.of(FOUND, new CustomerFound(id(change), city(change)));
            case CREATE, UPDATE -> MappedEvent.of(MOVED, new CustomerMoved(id(change), city(change)));
            case DELETE -> MappedEvent.of(LEFT, new CustomerLeft(id(change)));
            case TRUNCATE, MESSAGE -> null;
        };
    }

    private static String id(DataChange change) {
        return change.row().text("/id");
    }

    private static String city(DataChange change) {
        return change.row().text("/city");
    }
}
