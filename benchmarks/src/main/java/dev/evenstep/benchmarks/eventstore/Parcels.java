package dev.evenstep.benchmarks.eventstore;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.schema.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Parcels on their way: commits of three events of about 300 bytes, two for each parcel, in an event store in memory. */
final class Parcels {

    static final int EVENTS_OF_A_COMMIT = 3;
    static final int EVENTS_OF_A_PARCEL = 2 * EVENTS_OF_A_COMMIT;

    record Scanned(
            String parcel,
            String depot,
            String carrier,
            String street,
            String city,
            String country,
            String status,
            int grams,
            int stop,
            Instant at) {}

    static final EventType<Scanned> SCANNED = EventType.of("parcels", "ParcelScanned", Scanned.class);

    /** Where a parcel is, and how often it was scanned. */
    record ParcelView(String parcel, String city, String status, int scans, Instant at) {}

    static final Projection<ParcelView> WHERE = Projection.named("parcels", ParcelView.class)
            .on(
                    SCANNED,
                    event -> Objects.requireNonNull(event.subject()),
                    (view, event) -> new ParcelView(
                            event.data().parcel(),
                            event.data().city(),
                            event.data().status(),
                            view == null ? 1 : view.scans() + 1,
                            event.data().at()));

    /** Streams of one call of the sequencer, so that a page of 100 entries has about the 1 MB that one of DynamoDB has. */
    private static final int TOGETHER = 80;

    private static final Instant BEGIN = Instant.parse("2026-11-26T06:00:00Z");

    private final EventStore store = EventStore.inMemory(EventStoreOptions.defaults());
    private final int parcels;
    private final AtomicInteger arrived = new AtomicInteger();

    /** @param events how many, in whole parcels */
    Parcels(int events) {
        this.parcels = events / EVENTS_OF_A_PARCEL;
        for (int half = 0; half < 2; half++) {
            for (int first = 0; first < parcels; first += TOGETHER) {
                List<String> streams = new ArrayList<>();
                for (int parcel = first; parcel < Math.min(parcels, first + TOGETHER); parcel++) {
                    streams.add(commit(parcel, half));
                }
                store.sequencer().sequence(streams);
            }
        }
    }

    private String commit(int parcel, int half) {
        Position end = new Position(half, half * EVENTS_OF_A_COMMIT);
        List<NewEvent<?>> events = new ArrayList<>();
        for (int stop = 0; stop < EVENTS_OF_A_COMMIT; stop++) {
            events.add(NewEvent.of(SCANNED, scanned(parcel, half * EVENTS_OF_A_COMMIT + stop)));
        }
        var unused = store.append(
                        stream(parcel), ExpectedVersion.exactly(end), Append.of("scan-" + parcel + "-" + half, events))
                .orThrow();
        return stream(parcel);
    }

    static Scanned scanned(int parcel, int stop) {
        return new Scanned(
                stream(parcel),
                "depot-" + parcel % 97,
                "Slow & Steady Parcels Ltd.",
                "Industrial Estate North, Gate " + parcel % 13,
                "Newcastle upon Tyne",
                "United Kingdom",
                stop == EVENTS_OF_A_PARCEL - 1 ? "delivered" : "in transit",
                250 + parcel % 9_000,
                stop,
                BEGIN.plusSeconds(parcel + 60L * stop));
    }

    static String stream(int parcel) {
        return "parcel-" + parcel;
    }

    EventStore store() {
        return store;
    }

    int parcels() {
        return parcels;
    }

    /** One more commit, of a parcel of its own. */
    void arrive() {
        store.sequencer().sequence(List.of(commit(parcels + arrived.get(), 0)));
        arrived.incrementAndGet();
    }

    int events() {
        return parcels * EVENTS_OF_A_PARCEL + arrived.get() * EVENTS_OF_A_COMMIT;
    }
}
