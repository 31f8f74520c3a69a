package dev.evenstep.internal.order;

import dev.evenstep.event.Envelope;
import dev.evenstep.spi.Sequence;
import dev.evenstep.spi.StreamPosition;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

public record CloudEventsSequence() implements Sequence {

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,9}");

    @Override
    public long first() {
        return 1;
    }

    @Override
    public String needs() {
        return "sequence, a whole number from 1 as text, with the sequencetype Integer";
    }

    @Override
    public @Nullable StreamPosition of(Envelope envelope) {
        String number = envelope.extension("sequence");
        return number == null
                        || !"Integer".equals(envelope.extension("sequencetype"))
                        || !NUMBER.matcher(number).matches()
                ? null
                : new StreamPosition(envelope.source(), Long.parseLong(number));
    }
}
