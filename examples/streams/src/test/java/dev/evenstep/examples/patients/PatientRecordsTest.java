package dev.evenstep.examples.patients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.examples.patients.Patient.Admitted;
import dev.evenstep.examples.patients.Patient.Diagnosed;
import dev.evenstep.examples.patients.Patient.Discharged;
import dev.evenstep.examples.patients.Patient.Measured;
import dev.evenstep.examples.patients.PatientRecords.AuditLine;
import dev.evenstep.examples.patients.PatientRecords.Chart;
import dev.evenstep.spi.SubjectKeys;
import dev.evenstep.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatientRecordsTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    private static final String PATIENT = "patient-7";

    private final FakeClock clock = new FakeClock(MONDAY);
    private final SubjectKeys keys = SubjectKeys.inMemory();
    private final EventStore store =
            EventStore.inMemory(EventStoreOptions.defaults().withClock(clock).withSubjectKeys(keys));
    private final PatientRecords records = new PatientRecords(store, keys);

    private void write(String id, String actor, NewEvent<?> entry) {
        records.write(PATIENT, id, actor, entry);
        clock.advance(Duration.ofHours(1));
    }

    private void writeADay() {
        write("e-1", "nurse-2", NewEvent.of(Patient.ADMITTED, new Admitted(PATIENT, "Ada Lovelace", "ward-3")));
        write("e-2", "nurse-2", NewEvent.of(Patient.MEASURED, new Measured(PATIENT, "temperature", 39.5)));
        write("e-3", "doctor-1", NewEvent.of(Patient.DIAGNOSED, new Diagnosed(PATIENT, "influenza")));
        write("e-4", "nurse-4", NewEvent.of(Patient.MEASURED, new Measured(PATIENT, "temperature", 37.1)));
        write("e-5", "doctor-1", NewEvent.of(Patient.DISCHARGED, new Discharged(PATIENT)));
    }

    @Test
    void aChartIsAsItWasAtAnyTime() {
        writeADay();

        assertThat(records.chartAt(PATIENT, MONDAY.plus(Duration.ofMinutes(90))))
                .isEqualTo(new Chart("Ada Lovelace", "ward-3", Map.of("temperature", 39.5), List.of()));
        assertThat(records.chart(PATIENT))
                .isEqualTo(new Chart("Ada Lovelace", null, Map.of("temperature", 37.1), List.of("influenza")));
    }

    @Test
    void anEntryThatComesAgainIsThereOnce() {
        writeADay();
        write("e-3", "doctor-1", NewEvent.of(Patient.DIAGNOSED, new Diagnosed(PATIENT, "influenza")));

        assertThat(records.audit(PATIENT)).hasSize(5);
    }

    @Test
    void anErasureLeavesTheHistoryAndNothingPersonal() {
        writeADay();
        records.erase(PATIENT);

        assertThat(records.chart(PATIENT)).isEqualTo(new Chart(null, null, Map.of("temperature", 37.1), List.of()));
        assertThat(records.audit(PATIENT))
                .hasSize(5)
                .startsWith(new AuditLine(MONDAY, "nurse-2", "Admitted"))
                .contains(new AuditLine(MONDAY.plus(Duration.ofHours(2)), "doctor-1", "Diagnosed"));
    }

    @Test
    void whatIsPersonalIsStoredEncrypted() {
        writeADay();

        assertThat(store.read(PATIENT, ReadOptions.forward()).events())
                .extracting(Envelope::dataJson)
                .noneMatch(json -> json.contains("Ada") || json.contains("influenza"));
    }
}
