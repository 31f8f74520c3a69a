package dev.evenstep.internal.encryption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.effect.InvalidEffectException;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.PlainJson;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.SubjectKeys;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts the personal fields of an event's data, each under the key of whom it is about, and decrypts them. An encrypted
 * value says itself that it is one and whose, so that it is found in every schema version. It belongs to its event and its
 * place there: moved to another, it cannot be decrypted.
 */
public final class FieldEncryption {

    private final @Nullable SubjectKeys keys;
    private final JsonText json = new JsonText(Limits.defaults());

    private FieldEncryption(@Nullable SubjectKeys keys) {
        this.keys = keys;
    }

    /** For programs whose types have no personal fields. */
    public static FieldEncryption none() {
        return new FieldEncryption(null);
    }

    public static FieldEncryption with(SubjectKeys keys) {
        return new FieldEncryption(keys);
    }

    /** @throws ConfigurationFailure when the type has personal fields and there are no keys */
    public void requireKeysFor(EventType<?> type) {
        if (!type.personal().isEmpty()) {
            SubjectKeys unused = keys(type.name());
        }
    }

    /**
     * The same event, its personal fields encrypted. A field of somebody whose key is erased becomes null; null, and what is
     * encrypted already, stay.
     *
     * @throws InvalidEffectException when a personal field is there, and not whose it is; when the event has another schema
     *     version than the type
     */
    public EventEnvelope encrypt(EventType<?> type, EventEnvelope envelope) {
        if (type.personal().isEmpty()) {
            return envelope;
        }
        if (envelope.schemaVersion() != type.version()) {
            throw new InvalidEffectException(
                    "%s names its personal fields at schema version %d, and this event has %d: send that version"
                            .formatted(type.name(), type.version(), envelope.schemaVersion()));
        }
        ObjectNode encrypted = TreeChange.of(envelope.tree(), (place, value) -> {
            String whose = type.personal().get(place.field());
            return whose == null ? null : encrypted(envelope, place, value, whose);
        });
        return envelope.withTree(envelope.schemaVersion(), encrypted);
    }

    private JsonNode encrypted(EventEnvelope envelope, TreeChange.Place place, JsonNode value, String whose) {
        if (value.isNull() || EncryptedText.parse(value.textValue()) != null) {
            return value;
        }
        String subject = subject(envelope, place, whose);
        SecretKey key = keys(envelope.type()).toEncrypt(subject);
        if (key == null) {
            return NullNode.getInstance();
        }
        byte[] associated = EncryptedText.associated(envelope, subject, place.exact());
        return TextNode.valueOf(EncryptedText.of(key, subject, PlainJson.text(value, place.exact()), associated));
    }

    private static String subject(Envelope envelope, TreeChange.Place place, String whose) {
        JsonNode subject = EventEnvelope.of(envelope).tree().at("/" + whose.replace('.', '/'));
        if (!(subject.isTextual() || subject.isIntegralNumber())
                || subject.asText().isBlank()) {
            throw new InvalidEffectException("%s has the personal field %s, and in %s nothing that says whose it is"
                    .formatted(envelope.type(), place.exact(), whose));
        }
        return subject.asText();
    }

    /**
     * The event's data in clear.
     *
     * @throws PermanentFailure {@link Reason#UNREADABLE_DATA} for a value that was altered, or is another event's
     */
    public Decrypted decrypt(Envelope envelope) {
        List<String> erased = new ArrayList<>();
        ObjectNode clear = TreeChange.of(EventEnvelope.of(envelope).tree(), (place, value) -> {
            EncryptedText text = EncryptedText.parse(value.textValue());
            return text == null ? null : decrypted(envelope, place, text, erased);
        });
        return new Decrypted(clear, List.copyOf(erased));
    }

    private JsonNode decrypted(Envelope envelope, TreeChange.Place place, EncryptedText text, List<String> erased) {
        SecretKey key = keys(envelope.type()).toDecrypt(text.subject());
        if (key == null) {
            erased.add(place.exact());
            return NullNode.getInstance();
        }
        String decrypted = text.decrypted(key, EncryptedText.associated(envelope, text.subject(), place.exact()));
        if (decrypted == null) {
            throw new PermanentFailure(
                    Reason.UNREADABLE_DATA,
                    "%s.%s is encrypted for another event or place, or was altered"
                            .formatted(envelope.type(), place.exact()));
        }
        return json.parse(decrypted);
    }

    private SubjectKeys keys(String type) {
        if (keys == null) {
            throw new ConfigurationFailure(
                    "subject-keys",
                    "Event type " + type + " has personal fields: give the keys, with withSubjectKeys(…)");
        }
        return keys;
    }

    /**
     * @param erased where values are null because their keys are erased
     */
    public record Decrypted(ObjectNode data, List<String> erased) {}
}
