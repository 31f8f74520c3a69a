package dev.evenstep.internal.order;

import dev.evenstep.event.Envelope;
import dev.evenstep.spi.Sequence;
import org.jspecify.annotations.Nullable;

record EntityVersions() implements Sequence {

    @Override
    public long first() {
        return 1;
    }

    @Override
    public String needs() {
        return "subject and entityversion";
    }

    @Override
    public @Nullable StreamPosition of(Envelope envelope) {
        return envelope.subject() == null || envelope.entityVersion() == null
                ? null
                : new StreamPosition(envelope.subject(), envelope.entityVersion());
    }
}
