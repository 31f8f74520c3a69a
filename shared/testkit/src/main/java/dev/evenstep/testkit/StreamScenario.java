package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.FailureBoundary;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.streaming.StreamConsumer;
import dev.evenstep.streaming.StreamDefinition;
import dev.evenstep.streaming.StreamTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What windows or a pattern make of events, in given/when/then: what comes and when, what is sent. It runs on a store in memory, and
 * by a clock that is moved; timers come when they are due.
 */
public final class StreamScenario {

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-26T08:00:00Z"));
    private final InMemoryStore store = new InMemoryStore();
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    private final DataBinding binding = new DataBinding();
    private final EventProcessor processor;
    private final List<Envelope> timers = new ArrayList<>();
    private final List<Envelope> sent = new ArrayList<>();
    private int seen;
    private int events;
    private @Nullable String last;
    private @Nullable Decision decision;

    private StreamScenario(StreamDefinition definition) {
        Consumer consumer = StreamConsumer.of("scenario", key -> ItemKey.of("streams", "key", key), definition, clock);
        DeadLettering deadLettering = new DeadLettering(
                consumer.name(),
                (name, delivery, poison) -> {},
                store,
                RetryPolicy.defaults(),
                FailureRule.standard(),
                Duration.ZERO);
        this.processor = new EventProcessor(
                consumer,
                json,
                new ConsumePorts(store, deadLettering, (wakeUp, cause) -> true, (name, outcomes) -> {}),
                ConsumeOptions.defaults().withClock(clock).withPause(time -> {}));
    }

    public static StreamScenario of(StreamDefinition definition) {
        return new StreamScenario(definition);
    }

    /** An event of now. */
    public <T> StreamScenario when(EventType<T> type, T data) {
        return when(type, data, Duration.ZERO);
    }

    /** An event that is so old when it comes. */
    public <T> StreamScenario when(EventType<T> type, T data, Duration old) {
        events++;
        Envelope event = Envelope.of(
                "e-" + events, type.source(), type.name(), clock.instant().minus(old));
        last = json.write(event.withData(type.version(), binding.text(data)));
        sent.clear();
        decision = tell(last);
        return this;
    }

    /** What came last comes again, and must be known. */
    public StreamScenario whenAgain() {
        sent.clear();
        decision = tell(Objects.requireNonNull(last, "nothing came yet"));
        assertThat(decision).isEqualTo(new Decision.Duplicate(null));
        return thenSendsNothing();
    }

    /** Time passes, and the timers come that are due. */
    public StreamScenario whenPassed(Duration time) {
        sent.clear();
        clock.advance(time);
        for (List<Envelope> due = due(); !due.isEmpty(); due = due()) {
            timers.removeAll(due);
            due.forEach(timer -> assertThat(tell(json.write(timer))).isInstanceOf(Decision.Applied.class));
        }
        return this;
    }

    private List<Envelope> due() {
        return timers.stream()
                .filter(timer -> !Instant.parse(Objects.requireNonNull(timer.extension("notbefore")))
                        .isAfter(clock.instant()))
                .toList();
    }

    private Decision tell(String body) {
        Decision decided = FailureBoundary.decide(
                processor, new Delivery("record", body, null, 1), Deadline.in(Duration.ofSeconds(10), clock));
        List<Envelope> outbox = store.outbox();
        for (Envelope event : outbox.subList(seen, outbox.size())) {
            (event.type().equals(StreamTimer.TYPE.name()) ? timers : sent).add(event);
        }
        seen = outbox.size();
        return decided;
    }

    /** Exactly this event. */
    public <T> StreamScenario thenSends(EventType<T> type, T data) {
        assertThat(sent)
                .singleElement()
                .satisfies(
                        event -> assertThat(event.type()).isEqualTo(type.name()),
                        event -> assertThat(event.dataJson()).isEqualTo(binding.text(data)));
        return this;
    }

    public StreamScenario thenSendsNothing() {
        assertThat(sent).isEmpty();
        return this;
    }

    /** The event that came last was late. */
    public StreamScenario thenIsLate() {
        assertThat(decision).isInstanceOf(Decision.Stale.class);
        return this;
    }

    /** The event that came last cannot be taken. */
    public StreamScenario thenPoison() {
        assertThat(decision).isInstanceOf(Decision.Poison.class);
        return this;
    }
}
