package dev.evenstep.testkit;

import java.util.UUID;

/**
 * The whole contract of a {@link dev.evenstep.eventstore.projection.ViewStore}, as tests of the projections on it: extend it with
 * a fixture and every method runs against that store. Every test uses streams and projections of its own.
 */
public abstract class ProjectionConformance implements ViewsConformance, RebuildConformance {

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final FakeClock clock = new FakeClock(EventStoreFixture.START);

    @Override
    public final FakeClock clock() {
        return clock;
    }

    @Override
    public final String run() {
        return run;
    }
}
