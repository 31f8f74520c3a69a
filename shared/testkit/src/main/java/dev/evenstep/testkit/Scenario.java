package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.FailureBoundary;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.consume.WakeUp;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.SubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's behaviour in given/when/then, on a store in memory and a clock that stands still: what is stored, what
 * comes in, what is decided, stored and published. Several {@code when} follow one another on the same store.
 */
public final class Scenario {

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-21T08:00:00Z"));
    private final InMemoryStore store = new InMemoryStore();
    private final SubjectKeys keys = SubjectKeys.inMemory();
    private final EventProcessor processor;
    private final List<WakeUp> wakeUps = new ArrayList<>();
    private int publishedBefore;
    private @Nullable Decision decision;

    private Scenario(Consumer consumer) {
        ConsumeOptions options = ConsumeOptions.defaults()
                .withClock(clock)
                .withPause(time -> {})
                .withEncryption(FieldEncryption.with(keys));
        DeadLettering deadLettering = new DeadLettering(
                consumer.name(),
                (name, delivery, poison) -> {},
                store,
                RetryPolicy.defaults(),
                FailureRule.standard(),
                Duration.ZERO);
        ConsumePorts ports = new ConsumePorts(store, deadLettering, this::keep, (name, outcomes) -> {});
        this.processor = new EventProcessor(consumer, new EnvelopeJson(Limits.defaults()), ports, options);
    }

    public static Scenario of(Consumer consumer) {
        return new Scenario(consumer);
    }

    private boolean keep(WakeUp wakeUp, Delivery cause) {
        wakeUps.add(wakeUp);
        return true;
    }

    public Scenario given(ItemKey key, Item item) {
        store.put(key, item);
        return this;
    }

    public Scenario when(String body) {
        publishedBefore = store.outbox().size();
        decision = consume(body);
        return this;
    }

    private Decision consume(String body) {
        return FailureBoundary.decide(
                processor, new Delivery("record-1", body, null, 1), Deadline.in(Duration.ofSeconds(10), clock));
    }

    /** The consumer's messages to itself that are due by then reach it. */
    public Scenario whenTimePasses(Duration time) {
        clock.advance(time);
        List<WakeUp> due = wakeUps.stream()
                .filter(wakeUp -> !wakeUp.due().isAfter(clock.instant()))
                .toList();
        wakeUps.removeAll(due);
        due.forEach(wakeUp -> decision = consume(wakeUp.toMessage(clock.instant())));
        return this;
    }

    public Scenario then(Decision expected) {
        assertThat(decision).isEqualTo(expected);
        return this;
    }

    public Scenario thenApplied() {
        assertThat(decision).isInstanceOf(Decision.Applied.class);
        return this;
    }

    /** What a caller who waits is answered, now and when the event comes again: the effect's result, as JSON. */
    public Scenario thenAnswered(String json) {
        assertThat(decision).isNotNull().extracting(Decision::result).isEqualTo(json);
        return this;
    }

    /** The event waits for another one. */
    public Scenario thenParked() {
        assertThat(decision).isInstanceOf(Decision.Parked.class);
        return this;
    }

    public Scenario thenPoison(Reason reason) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.reason()).isEqualTo(reason));
        return this;
    }

    public Scenario thenTransient() {
        assertThat(decision).isInstanceOf(Decision.Transient.class);
        return this;
    }

    /** The item has these attributes, whatever others it has. */
    public Scenario thenStored(ItemKey key, Item expected) {
        assertThat(store.get(key)).as("the item %s", key).isPresent();
        assertThat(store.get(key).orElseThrow().attributes()).containsAllEntriesOf(expected.attributes());
        return this;
    }

    public Scenario thenNothingStored(ItemKey key) {
        assertThat(store.get(key)).as("the item %s", key).isEmpty();
        return this;
    }

    /** The last {@code when} published events of these types, in this order. */
    public Scenario thenPublished(String... types) {
        assertThat(lastPublished()).extracting(Envelope::type).containsExactly(types);
        return this;
    }

    /** What the last {@code when} published, its personal fields in clear. */
    public List<Envelope> lastPublished() {
        List<Envelope> outbox = store.outbox();
        return outbox.subList(publishedBefore, outbox.size()).stream()
                .map(keys::decrypt)
                .toList();
    }
}
