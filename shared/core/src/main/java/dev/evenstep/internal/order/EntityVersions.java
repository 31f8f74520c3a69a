package dev.evenstep.internal.order;

import dev.evenstep.event.Envelope;
import dev.evenstep.spi.Sequence;
import dev.evenstep.spi.StreamPosition;
import org.jspecify.annotations.Nullable;

public record EntityVersions() implements Sequence {

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
