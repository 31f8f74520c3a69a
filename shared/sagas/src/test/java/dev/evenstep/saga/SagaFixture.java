package dev.evenstep.saga;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.saga.SagaWorld.Told;
import dev.evenstep.schema.EventType;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The instance 7 of the saga of {@link SagaWorld}, told by hand. */
final class SagaFixture {

    static final String STREAM = "world-7";

    final MovedClock clock = new MovedClock();
    EventStore store = EventStore.inMemory(EventStoreOptions.defaults().withClock(clock));

    SagaHandler handler(Saga<?>... sagas) {
        return SagaHandler.of(store, sagas).withClock(clock);
    }

    SagaOutcome tell(String id, String type) {
        return tell(id, type, SagaWorld.SAGA);
    }

    SagaOutcome tell(String id, String type, Saga<?>... sagas) {
        return handler(sagas).handle(event(id, type, "7"));
    }

    /** Each with the id of its type. */
    void tellAll(String... types) {
        for (String type : types) {
            SagaOutcome unused = tell("of-" + type, type);
        }
    }

    static Event<Told> event(String id, String type, String key) {
        Envelope envelope = Envelope.of(id, "world", type, MovedClock.NOW);
        return Event.of(envelope.withData(1, "{\"key\":\"%s\"}".formatted(key)), new Told(key));
    }

    SagaOutcome retry(String id, Saga<?>... sagas) {
        return operate(id, SagaCommand.RETRY, new SagaCommand.RetrySaga("world", "7"), sagas);
    }

    SagaOutcome giveUp(String id, Saga<?>... sagas) {
        return operate(id, SagaCommand.COMPENSATE, new SagaCommand.CompensateSaga("world", "7", "by hand"), sagas);
    }

    private <T extends SagaCommand> SagaOutcome operate(String id, EventType<T> type, T command, Saga<?>... sagas) {
        Envelope envelope = Envelope.of(id, "cli", type.name(), MovedClock.NOW).withExtensions(Map.of("actor", "ann"));
        return handler(sagas).handle(Event.of(envelope, command));
    }

    /** The last time-out that was sent comes back. */
    SagaOutcome timeOut() {
        return timeOut(timeouts().getLast());
    }

    SagaOutcome timeOut(Envelope timeout) {
        return handler(SagaWorld.SAGA).handle(EventReader.of(SagaEvent.TYPES).read(timeout));
    }

    List<Envelope> timeouts() {
        return events().stream()
                .filter(event -> event.type().equals(SagaEvent.TIMEOUT.name()))
                .toList();
    }

    List<Envelope> events() {
        return store.read(STREAM, ReadOptions.forward()).events();
    }

    /** The commands that were sent, by type. */
    List<String> sent() {
        return events().stream()
                .filter(event -> !event.source().equals(SagaEvent.SOURCE))
                .map(Envelope::type)
                .toList();
    }

    /** What happened, by name. */
    List<String> history() {
        return instance().history().stream()
                .map(SagaInstance.HistoryEntry::type)
                .toList();
    }

    SagaInstance instance() {
        return Objects.requireNonNull(SagaInstance.find(store, "world", "7"));
    }
}
