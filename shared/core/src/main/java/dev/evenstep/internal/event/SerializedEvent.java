package dev.evenstep.internal.event;

import dev.evenstep.event.Envelope;

/** An event beside its JSON text, so that it is written once on its way. */
public record SerializedEvent(Envelope envelope, String json) {}
