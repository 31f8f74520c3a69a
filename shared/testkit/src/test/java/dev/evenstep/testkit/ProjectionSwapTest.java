package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.log.LogPage;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Views can be further than their checkpoint says, and are not swapped for older ones. */
class ProjectionSwapTest implements ProjectionFixture {

    private final FakeClock clock = new FakeClock(EventStoreFixture.START);
    private final EventStore events =
            EventStore.inMemory(EventStoreOptions.defaults().withClock(clock));
    private final ViewStore views = ViewStore.inMemory();

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public ViewStore views() {
        return views;
    }

    @Override
    public FakeClock clock() {
        return clock;
    }

    @Override
    public String run() {
        return "swap";
    }

    private static class Undisturbed implements Disturbed.Calls {

        @Override
        public <T> T reading(Supplier<T> call) {
            return call.get();
        }

        @Override
        public <T> T writing(Supplier<T> call) {
            return call.get();
        }
    }

    /** Is cut off when its views are written, and its checkpoint is not moved. */
    private static final class CutOff extends Undisturbed {

        @Override
        public <T> T writing(Supplier<T> call) {
            throw new IllegalStateException("cut off");
        }
    }

    /** Has not seen the last entry yet. */
    private static final class Late extends Undisturbed {

        @Override
        public LogPage read(LogPage page) {
            return page.entries().isEmpty()
                    ? page
                    : new LogPage(page.entries().subList(0, page.entries().size() - 1), false);
        }
    }

    @Test
    void viewsAreNotSwappedForOlderOnesAlthoughTheCheckpointIsNoFurther() {
        happened(1, placed(1));
        run(orders());
        happened(1, paid(1));
        Projector<OrderView> cutOff = Projector.of(orders(), new Disturbed(new CutOff()).of(events), views)
                .withClock(clock);
        assertThatThrownBy(() -> cutOff.run(LONG)).hasMessage("cut off");
        assertThat(view(orders(), order(1))).map(OrderView::status).contains("paid");

        Projector<OrderView> newer = Projector.of(orders().version(2), new Disturbed(new Late()).of(events), views)
                .withClock(clock);
        assertThat(newer.run(LONG)).isFalse();
        assertThat(view(orders(), order(1))).map(OrderView::status).contains("paid");

        run(orders().version(2));
        assertThat(projector(orders()).status().retired()).isEqualTo(1);
        assertThat(view(orders(), order(1))).map(OrderView::status).contains("paid");
    }
}
