package dev.evenstep.internal.consume;

import dev.evenstep.internal.store.Leases;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.StoredAnswer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record under its owner's lease. */
record LeasedRecord(Leases leases, Step step, String owner, ConsumeOptions options) {

    private static final Logger log = LoggerFactory.getLogger(LeasedRecord.class);

    @Nullable
    Refusal keep(StoredAnswer answer) {
        Instant now = options.clock().instant();
        return leases.keep(step, owner, answer, now, now.plus(options.remember()));
    }

    /** For want of anything better; whether it is kept. A failure here must not hide another. */
    boolean tryToKeep(StoredAnswer answer) {
        try {
            return keep(answer) == null;
        } catch (RuntimeException failure) {
            log.warn("The answer to {} was not kept: {}", step.event(), failure.toString());
            return false;
        }
    }

    /** A failure here must not hide why the lease is given back; it ends by itself. */
    void release() {
        try {
            leases.release(step.address(), owner);
        } catch (RuntimeException failure) {
            log.warn("The lease of {} stands until it ends: {}", step.event(), failure.toString());
        }
    }
}
