package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.saga.Saga;
import dev.evenstep.saga.SagaEvent;
import dev.evenstep.saga.SagaHandler;
import dev.evenstep.saga.SagaInstance;
import dev.evenstep.saga.SagaOutcome;
import dev.evenstep.saga.SagaOutcome.SagaDuplicate;
import dev.evenstep.saga.SagaOutcome.SagaLate;
import dev.evenstep.saga.SagaStatus;
import dev.evenstep.schema.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The behaviour of one instance of a saga in given/when/then: what it is told, what it sends, how it stands. It runs on a store
 * in memory, and by a clock that is moved.
 */
public final class SagaScenario {

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final EventStore store =
            EventStore.inMemory(EventStoreOptions.defaults().withClock(clock));
    private final DataBinding binding = new DataBinding();
    private final EventReader bookkeeping = EventReader.of(SagaEvent.TYPES);
    private final List<Envelope> timeouts = new ArrayList<>();
    private final List<Envelope> sent = new ArrayList<>();
    private final String saga;
    private final String key;
    private final SagaHandler handler;
    private int seen;
    private int events;
    private @Nullable Event<?> last;
    private @Nullable SagaOutcome outcome;
    private @Nullable PermanentFailure refusal;

    private SagaScenario(String key, Saga<?>... sagas) {
        this.saga = sagas[0].name();
        this.key = key;
        this.handler = SagaHandler.of(store, sagas).withClock(clock);
    }

    /**
     * @param key of the instance
     * @param sagas one saga, in one version or more
     */
    public static SagaScenario of(String key, Saga<?>... sagas) {
        return new SagaScenario(key, sagas);
    }

    /** What happened before: an event that it is told. */
    public <T> SagaScenario given(EventType<T> type, T data) {
        return when(type, data);
    }

    /** An event, or an operator's command, that it is told. */
    public <T> SagaScenario when(EventType<T> type, T data) {
        events++;
        Envelope envelope = Envelope.of("e-" + events, type.source(), type.name(), clock.instant())
                .withData(type.version(), binding.text(data));
        sent.clear();
        tell(Event.of(envelope, data));
        return this;
    }

    /** What it was told last comes again, and must be known. */
    public SagaScenario whenAgain() {
        sent.clear();
        tell(Objects.requireNonNull(last, "nothing came yet"));
        assertThat(outcome).isInstanceOfAny(SagaDuplicate.class, SagaLate.class);
        return thenSendsNothing();
    }

    /** Time passes, and the time-outs come that are due, in the order in which they are. */
    public SagaScenario whenPassed(Duration time) {
        sent.clear();
        clock.advance(time);
        List<Envelope> due = new ArrayList<>(timeouts);
        due.removeIf(timeout -> notBefore(timeout).isAfter(clock.instant()));
        timeouts.removeAll(due);
        for (Envelope timeout : due) {
            tell(bookkeeping.read(timeout));
        }
        return this;
    }

    private static Instant notBefore(Envelope timeout) {
        return Instant.parse(Objects.requireNonNull(timeout.extension("notbefore")));
    }

    private void tell(Event<?> event) {
        last = event;
        outcome = null;
        refusal = null;
        try {
            outcome = handler.handle(event);
        } catch (PermanentFailure failure) {
            refusal = failure;
        }
        ReadOptions news = ReadOptions.forward().from(seen + 1);
        for (Envelope stored : store.read(saga + "-" + key, news).events()) {
            int version = Objects.requireNonNull(stored.entityVersion());
            if (version <= seen) {
                continue;
            }
            seen = version;
            if (!stored.source().equals(SagaEvent.SOURCE)) {
                sent.add(stored);
            } else if (stored.type().equals(SagaEvent.TIMEOUT.name())) {
                timeouts.add(stored);
            }
        }
    }

    /** Exactly this command. */
    public <T> SagaScenario thenSends(EventType<T> type, T data) {
        assertThat(refusal).isNull();
        assertThat(sent)
                .singleElement()
                .satisfies(
                        command -> assertThat(command.type()).isEqualTo(type.name()),
                        command -> assertThat(command.dataJson()).isEqualTo(binding.text(data)));
        return this;
    }

    public SagaScenario thenSendsNothing() {
        assertThat(sent).isEmpty();
        return this;
    }

    public SagaScenario thenIs(SagaStatus status) {
        assertThat(instance().status()).isEqualTo(status);
        return this;
    }

    /** It changed nothing, since it is not awaited any more. */
    public SagaScenario thenIsLate() {
        assertThat(outcome).isInstanceOf(SagaLate.class);
        return thenSendsNothing();
    }

    /** It is dead-lettered, with a detail that contains this. */
    public SagaScenario thenIsRefused(String detail) {
        assertThat(refusal).isNotNull().hasMessageContaining(detail);
        return thenSendsNothing();
    }

    /** Whatever else is to be known of it. */
    public SagaInstance instance() {
        return Objects.requireNonNull(SagaInstance.find(store, saga, key), "it was not started");
    }
}
