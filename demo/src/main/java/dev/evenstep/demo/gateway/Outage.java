package dev.evenstep.demo.gateway;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A while in which the gateway is away: it refuses every request, whosesoever. It begins after a number of charges. */
final class Outage {

    private final Duration length;
    private int chargesBefore;
    private @Nullable Instant end;
    private int refused;

    Outage(int chargesBefore, Duration length) {
        this.chargesBefore = chargesBefore;
        this.length = length;
    }

    static Outage none() {
        return new Outage(0, Duration.ZERO);
    }

    void charged() {
        chargesBefore--;
    }

    /** Whether a request that comes now is refused. */
    boolean refuses(Instant now) {
        if (chargesBefore > 0) {
            return false;
        }
        if (end == null) {
            end = now.plus(length);
        }
        if (!now.isBefore(end)) {
            return false;
        }
        refused++;
        return true;
    }

    int refused() {
        return refused;
    }
}
