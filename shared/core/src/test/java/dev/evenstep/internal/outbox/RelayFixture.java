package dev.evenstep.internal.outbox;

import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus.PublishResult;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Accepted;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Committed;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.internal.store.OutboxKey;
import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.internal.store.Step;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** An outbox that is committed to, the stream records of it, a bus that answers as told, and what came of it. */
final class RelayFixture implements OutboxLog {

    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    final InMemoryStore store = new InMemoryStore();
    final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());
    final List<String> published = Collections.synchronizedList(new ArrayList<>());
    final List<Delivery> dead = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    final List<String> reads = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> times = Collections.synchronizedList(new ArrayList<>());
    final List<Integer> marks = Collections.synchronizedList(new ArrayList<>());
    Function<String, PublishResult> bus = event -> new Accepted();
    Runnable reading = () -> {};
    Runnable marking = () -> {};

    /** Commits the events {@code entity/version}, in this order, and gives the record that the stream brings of each. */
    List<Delivery> committed(String... events) {
        return Arrays.stream(events).map(event -> noted(event, "")).toList();
    }

    Delivery noted(String event, String note) {
        return committed(event, note, NOW);
    }

    Delivery committed(String event, Instant now) {
        return committed(event, "", now);
    }

    private Delivery committed(String event, String note, Instant now) {
        String[] parts = event.split("/", -1);
        String version = parts[1].equals("0") ? "" : "\"entityversion\":" + parts[1] + ",";
        return committed(event, json.read("""
                {"specversion":"1.0","id":"%s","source":"shop","type":"T","time":"2026-11-21T08:00:00Z",
                 "subject":"%s",%s"data":{"note":"%s"}}""".formatted(event, parts[0], version, note)), now);
    }

    private Delivery committed(String event, Envelope envelope, Instant now) {
        SerializedEvent serialized = new SerializedEvent(envelope, json.write(envelope));
        Step step = new Step.InAnyOrder(new IdempotencyKey("writer", "test", event), "");
        Commit commit = new Commit(
                step, new Guard.FirstTime(), null, List.of(), List.of(serialized), null, now, now.plusSeconds(60));
        if (!store.commit(commit).equals(new Committed())) {
            throw new IllegalStateException(event + " was not committed");
        }
        OutboxKey row = OutboxKey.of(envelope);
        return record(row.entity(), row.version(), serialized.json());
    }

    static Delivery record(String entity, int version, String body) {
        Map<String, Delivery.Attribute> attributes =
                Map.of(Relay.VERSION, new Delivery.Attribute("Number", Integer.toString(version)));
        return new Delivery(entity + "/" + version, body, entity, 1, null, attributes);
    }

    Relay relay() {
        RelayPorts ports = new RelayPorts(this, this::publish, (consumer, delivery, poison) -> dead.add(delivery));
        return new Relay("relay", ports, json, RelayOptions.defaults().withPause(pauses::add));
    }

    Sweeper sweeper() {
        return new Sweeper(relay(), store.unpublished(), SweepOptions.defaults());
    }

    List<String> run(Relay relay, List<Delivery> batch) {
        return kinds(relay.run(batch, Deadline.in(Duration.ofMinutes(1), Clock.systemUTC())));
    }

    List<String> run(List<Delivery> batch) {
        return run(relay(), batch);
    }

    static List<String> kinds(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.decision().getClass().getSimpleName())
                .toList();
    }

    static List<Delivery> both(List<Delivery> some, List<Delivery> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private List<PublishResult> publish(List<SerializedEvent> events, Duration time) {
        times.add(time);
        List<String> names = events.stream().map(RelayFixture::name).toList();
        calls.add(names);
        List<PublishResult> answers = names.stream().map(bus).toList();
        for (int i = 0; i < names.size(); i++) {
            if (answers.get(i) instanceof Accepted) {
                published.add(names.get(i));
            }
        }
        return answers;
    }

    private static String name(SerializedEvent event) {
        return event.envelope().id();
    }

    @Override
    public List<OutboxRow> unpublished(String entity, int first, int last) {
        reading.run();
        reads.add(entity);
        return store.log().unpublished(entity, first, last);
    }

    @Override
    public void markPublished(Collection<OutboxRow> rows, Instant now) {
        marking.run();
        marks.add(rows.size());
        store.log().markPublished(rows, now);
    }
}
