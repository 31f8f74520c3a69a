package dev.evenstep.spi;

import dev.evenstep.event.Envelope;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.encryption.InMemorySubjectKeys;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.schema.EventType;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys that personal fields of events are encrypted with: one of 256 bits, for AES, for each whom they are about. When a
 * subject's key is erased, nobody can read these fields any more, wherever the events lie. {@link EventType#withPersonal}
 * says which they are. Safe for concurrent use; what it throws is judged as any other failure is.
 *
 * <p>A subject is known by a name that is not personal itself, such as a customer's number: it stays, in clear.
 */
public interface SubjectKeys {

    /** The subject's key, made when it is first asked for; null when it is erased, which no other key makes good. */
    @Nullable
    SecretKey toEncrypt(String subject);

    /** The subject's key; null when it is erased, or there never was one. */
    @Nullable
    SecretKey toDecrypt(String subject);

    /** Erases the subject's key for good. Whoever keeps keys in memory may still have it for minutes. */
    void erase(String subject);

    /**
     * The event with its personal fields encrypted, for programs that send events and commands themselves. A field of
     * somebody whose key is erased becomes null. The same event is encrypted to the same text every time.
     *
     * @throws IllegalArgumentException when a personal field is there, and not whose it is; when the event has another schema
     *     version than the type
     */
    default Envelope encrypt(EventType<?> type, Envelope event) {
        return FieldEncryption.with(this).encrypt(type, EventEnvelope.of(event));
    }

    /**
     * The event with its encrypted fields in clear, for programs that are no consumers; null in place of what is erased.
     *
     * @throws dev.evenstep.decision.PermanentFailure for a value that was altered, or is another event's
     */
    default Envelope decrypt(Envelope event) {
        return EventEnvelope.of(event)
                .withTree(
                        event.schemaVersion(),
                        FieldEncryption.with(this).decrypt(event).data());
    }

    /** Keys in this JVM's memory, for tests. */
    static SubjectKeys inMemory() {
        return new InMemorySubjectKeys();
    }
}
