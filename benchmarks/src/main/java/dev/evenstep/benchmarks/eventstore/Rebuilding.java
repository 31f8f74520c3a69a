package dev.evenstep.benchmarks.eventstore;

import dev.evenstep.benchmarks.eventstore.Parcels.ParcelView;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import java.time.Duration;
import java.util.Objects;

/** Builds the same views anew, again and again. */
final class Rebuilding {

    private static final Duration INVOCATION = Duration.ofMinutes(1);

    private final Parcels parcels;

    Rebuilding(Parcels parcels) {
        this.parcels = parcels;
    }

    /** From the beginning of the log to the swap: of a new version, so that the live views are not read on by the way. */
    void run() {
        ViewStore views = ViewStore.inMemory();
        boolean unused = Projector.of(Parcels.WHERE, parcels.store(), views).run(Duration.ZERO);
        Projector<ParcelView> projector = Projector.of(Parcels.WHERE.version(2), parcels.store(), views);
        boolean whole;
        do {
            whole = projector.run(INVOCATION);
        } while (!whole);
        if (Objects.requireNonNull(projector.status().live()).number() != 2) {
            throw new IllegalStateException("The views were not swapped");
        }
    }
}
