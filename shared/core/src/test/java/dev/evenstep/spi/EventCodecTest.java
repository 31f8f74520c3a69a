package dev.evenstep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private record Metered(
            String meter, long watts, @Nullable String owner) {}

    private static final EventType<Metered> METERED = EventType.of("grid", "Metered", Metered.class)
            .at(
                    2,
                    Upcast.from(
                            1,
                            data -> data.put(
                                    "watts",
                                    data.remove("kilowatts") instanceof Long kilowatts ? 1_000 * kilowatts : null)));

    private static final Envelope OLD = Envelope.of("m-1", "grid", "Metered", Instant.parse("2026-11-21T08:00:00Z"))
            .about(Entity.of("meter-7", 3))
            .withData(1, "{\"meter\":\"meter-7\",\"kilowatts\":2}");

    private final EventCodec codec = EventCodec.of(List.of(METERED));

    private void refused(byte[] bytes, Reason reason) {
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> codec.read(bytes))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anEnvelopeComesBackAsItWasWritten() {
        assertThat(codec.envelope(codec.write(OLD))).isEqualTo(OLD);
    }

    @Test
    void anEventIsReadAtItsTypesCurrentVersion() {
        assertThat(codec.read(codec.write(OLD)).as(Metered.class).data())
                .isEqualTo(new Metered("meter-7", 2_000, null));
    }

    @Test
    void whatCannotBeReadHasItsReason() {
        byte[] bytes = codec.write(OLD);
        bytes[bytes.length - 3] = (byte) 0xFF;

        refused(bytes, Reason.MALFORMED);
        refused(utf8("{"), Reason.MALFORMED);
        refused(codec.write(OLD.withData(3, "{}")), Reason.UNKNOWN_VERSION);
        refused(codec.write(OLD.withData(2, "{}")), Reason.UNREADABLE_DATA);
        refused(
                utf8(new String(codec.write(OLD), StandardCharsets.UTF_8).replace("Metered", "Other")),
                Reason.UNKNOWN_TYPE);
    }

    @Test
    void whatIsPersonalNeedsItsKeys() {
        EventType<Metered> personal = METERED.withPersonal("meter", "owner");
        assertThatExceptionOfType(ConfigurationFailure.class).isThrownBy(() -> EventCodec.of(List.of(personal)));
        SubjectKeys keys = SubjectKeys.inMemory();
        Envelope event =
                keys.encrypt(personal, OLD.withData(2, "{\"meter\":\"meter-7\",\"watts\":1,\"owner\":\"Ada\"}"));
        EventCodec clear = EventCodec.of(List.of(personal), keys);

        assertThat(new String(clear.write(event), StandardCharsets.UTF_8)).doesNotContain("Ada");
        assertThat(clear.read(clear.write(event)).as(Metered.class).data().owner())
                .isEqualTo("Ada");
        keys.erase("meter-7");
        assertThat(clear.read(clear.write(event)).as(Metered.class).data().owner())
                .isNull();
    }
}
