package dev.evenstep.registry;

import dev.evenstep.internal.event.Limits;

/** Reads payloads of one schema. Safe for concurrent use. */
interface PayloadDecoder {

    /** @throws dev.evenstep.decision.PermanentFailure where it cannot be read, or not within the limits */
    String json(WireFormat.Payload payload, Limits limits);
}
