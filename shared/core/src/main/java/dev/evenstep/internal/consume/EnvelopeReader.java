package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Extensions;
import dev.evenstep.spi.Delivery;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads deliveries' envelopes. An event that does not say its time has the one at which its record was sent, or that of
 * the clock where its source does not know it.
 */
record EnvelopeReader(EnvelopeJson json, Clock clock) {

    /** @throws PermanentFailure as {@link EnvelopeJson#read(String, Instant)} does, and where its mapping refused it */
    Envelope read(Delivery delivery) {
        String refused = delivery.system(Delivery.REFUSED);
        if (refused != null) {
            int end = refused.indexOf(' ');
            throw new PermanentFailure(Reason.valueOf(refused.substring(0, end)), refused.substring(end + 1));
        }
        if (delivery.system(Delivery.ENCODING) != null) {
            throw new PermanentFailure(Reason.MALFORMED, "The body is no UTF-8 text: its bytes are kept as Base64");
        }
        Instant sent = delivery.sentAt() == null ? clock.instant() : delivery.sentAt();
        return json.read(delivery.body(), sent);
    }

    /** What becomes of an event that says it must not run yet; null: it may. */
    Decision.@Nullable InProgress notDue(Envelope envelope) {
        Instant notBefore = Extensions.notBefore(envelope.extensions());
        return notBefore != null && notBefore.isAfter(clock.instant()) ? new Decision.InProgress(notBefore) : null;
    }
}
