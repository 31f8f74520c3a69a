package dev.evenstep.demo;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.demo.load.Sending;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.SubjectKeys;
import java.util.List;

/** What a web shop does before it sends a command: encrypts what is personal in it. What is no command stays as it is. */
final class CommandEncryption {

    private static final EventType<Object> COMMAND = EventType.of("shop-web", "PlaceOrder", Object.class)
            .since(2, 2)
            .withPersonal("customerId", "customerEmail");

    private final SubjectKeys keys;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    CommandEncryption(SubjectKeys keys) {
        this.keys = keys;
    }

    List<Sending> encrypt(List<Sending> sendings) {
        return sendings.stream().map(this::encrypt).toList();
    }

    private Sending encrypt(Sending sending) {
        return sending instanceof Sending.Command(String body, String group, String id)
                ? new Sending.Command(encrypt(body), group, id)
                : sending;
    }

    String encrypt(String body) {
        try {
            Envelope command = json.read(body);
            // Commands of another version are without the address.
            return command.schemaVersion() == COMMAND.version() ? json.write(keys.encrypt(COMMAND, command)) : body;
        } catch (PermanentFailure unreadable) {
            return body;
        }
    }
}
