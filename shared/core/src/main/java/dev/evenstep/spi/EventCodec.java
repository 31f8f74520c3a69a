package dev.evenstep.spi;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.schema.EventTypes;
import dev.evenstep.schema.EventType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Events as bytes and back, for programs that are no functions, such as jobs of a stream processor: the same envelope, limits,
 * schema versions and upcasters that consumers have. The bytes are CloudEvents' JSON in structured mode. Safe for concurrent
 * use; it is not serializable, so that a job makes one in each of its tasks.
 */
public final class EventCodec {

    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());
    private final EventTypes types;

    private EventCodec(Collection<? extends EventType<?>> types, FieldEncryption encryption) {
        this.types = EventTypes.of(types, new DataBinding(), encryption);
    }

    /**
     * @throws IllegalArgumentException when two types share a name, or one cannot be read into its class
     * @throws dev.evenstep.decision.ConfigurationFailure when one has personal fields
     */
    public static EventCodec of(Collection<? extends EventType<?>> types) {
        return new EventCodec(types, FieldEncryption.none());
    }

    /** The same for types with personal fields, which are null where their keys are erased. */
    public static EventCodec of(Collection<? extends EventType<?>> types, SubjectKeys keys) {
        return new EventCodec(types, FieldEncryption.with(keys));
    }

    /**
     * The envelope of an event of whatever type and version.
     *
     * @throws PermanentFailure with {@code MALFORMED}, {@code TOO_LARGE} or {@code TOO_DEEP}
     */
    public Envelope envelope(byte[] bytes) {
        try {
            return json.read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException otherBytes) {
            throw new PermanentFailure(Reason.MALFORMED, "The bytes are no UTF-8 text");
        }
    }

    /**
     * The event at its type's current schema version.
     *
     * @throws PermanentFailure as {@link #envelope} does, and with {@code UNKNOWN_TYPE}, {@code UNKNOWN_VERSION}, {@code
     *     UNREADABLE_DATA} or {@code ERASED}
     */
    public Event<?> read(byte[] bytes) {
        return types.read(envelope(bytes));
    }

    /** An envelope's bytes. */
    public byte[] write(Envelope envelope) {
        return json.write(envelope).getBytes(StandardCharsets.UTF_8);
    }
}
