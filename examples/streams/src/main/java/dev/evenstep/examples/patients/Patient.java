package dev.evenstep.examples.patients;

import dev.evenstep.schema.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written into a patient's record. What a patient could be known by, or is ill with, is personal. */
final class Patient {

    /** @param name null: it is erased */
    record Admitted(String patient, @Nullable String name, String ward) {}

    record Measured(String patient, String kind, double value) {}

    /** @param finding null: it is erased */
    record Diagnosed(String patient, @Nullable String finding) {}

    record Discharged(String patient) {}

    static final EventType<Admitted> ADMITTED =
            EventType.of("clinic", "Admitted", Admitted.class).withPersonal("patient", "name");
    static final EventType<Measured> MEASURED = EventType.of("clinic", "Measured", Measured.class);
    static final EventType<Diagnosed> DIAGNOSED =
            EventType.of("clinic", "Diagnosed", Diagnosed.class).withPersonal("patient", "finding");
    static final EventType<Discharged> DISCHARGED = EventType.of("clinic", "Discharged", Discharged.class);
    static final List<EventType<?>> TYPES = List.of(ADMITTED, MEASURED, DIAGNOSED, DISCHARGED);

    private Patient() {}
}
