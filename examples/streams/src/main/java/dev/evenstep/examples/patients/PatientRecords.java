package dev.evenstep.examples.patients;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.Fold;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.examples.patients.Patient.Admitted;
import dev.evenstep.examples.patients.Patient.Diagnosed;
import dev.evenstep.examples.patients.Patient.Discharged;
import dev.evenstep.examples.patients.Patient.Measured;
import dev.evenstep.spi.SubjectKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Patients' records: written to, read as they are and as they were, audited, and erased. */
public final class PatientRecords {

    private final EventStore store;
    private final SubjectKeys keys;
    private final EventReader events;
    private final Fold<Chart> chart;

    /** @param store with the same keys */
    public PatientRecords(EventStore store, SubjectKeys keys) {
        this.store = store;
        this.keys = keys;
        this.events = EventReader.of(Patient.TYPES, keys);
        this.chart = Fold.of(events, Chart.EMPTY, Chart::after);
    }

    /**
     * What a record comes to.
     *
     * @param name null: nobody was admitted, or it is erased
     * @param ward null: not in the house
     * @param measured the last value of each kind
     * @param findings without those that are erased
     */
    public record Chart(
            @Nullable String name, @Nullable String ward, Map<String, Double> measured, List<String> findings) {

        static final Chart EMPTY = new Chart(null, null, Map.of(), List.of());

        Chart after(Event<?> event) {
            return switch (event.data()) {
                case Admitted(String patient, String known, String place) ->
                    new Chart(known, place, measured, findings);
                case Measured(String patient, String kind, double value) -> {
                    Map<String, Double> values = new HashMap<>(measured);
                    values.put(kind, value);
                    yield new Chart(name, ward, Map.copyOf(values), findings);
                }
                case Diagnosed(String patient, String finding) -> new Chart(name, ward, measured, and(finding));
                case Discharged(String patient) -> new Chart(name, null, measured, findings);
                default -> this;
            };
        }

        private List<String> and(@Nullable String finding) {
            List<String> all = new ArrayList<>(findings);
            if (finding != null) {
                all.add(finding);
            }
            return List.copyOf(all);
        }
    }

    /**
     * Writes an entry; the same one again changes nothing.
     *
     * @param id of the entry, as the ward's system knows it
     * @param actor who writes it
     */
    public void write(String patient, String id, String actor, NewEvent<?> entry) {
        var unused = store.append(
                        patient, ExpectedVersion.any(), Append.of(id, entry).withActor(actor))
                .orThrow();
    }

    public Chart chart(String patient) {
        return chart.load(store, patient).state();
    }

    public Chart chartAt(String patient, Instant time) {
        return chart.loadUntil(store, patient, time).state();
    }

    /** Who wrote what kind of entry when; it outlives the erasure. */
    public record AuditLine(Instant time, @Nullable String actor, String entry) {}

    public List<AuditLine> audit(String patient) {
        List<AuditLine> lines = new ArrayList<>();
        @Nullable ReadOptions part = ReadOptions.forward();
        while (part != null) {
            var slice = store.read(patient, part);
            for (Envelope event : slice.events()) {
                lines.add(new AuditLine(event.time(), event.extension("actor"), event.type()));
            }
            part = slice.next();
        }
        return lines;
    }

    /** What is personal in the record, and wherever its events went, can be read by nobody any more. */
    public void erase(String patient) {
        keys.erase(patient);
    }
}
