package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.ProjectionStatus;
import dev.evenstep.eventstore.projection.ProjectionStatus.GenerationStatus;
import dev.evenstep.eventstore.projection.ViewStore.ViewKey;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.eventstore.projection.Views.View;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of {@link ProjectionConformance}: what comes again changes nothing, and views are built anew while they are read. */
interface RebuildConformance extends ProjectionFixture {

    private Projection<OrderView> changed() {
        return orders().version(2);
    }

    private boolean isThere(int generation, int order) {
        return !views().read(List.of(new ViewKey(orders().name() + "#" + generation, order(order))))
                .isEmpty();
    }

    @Test
    default void whatComesAgainChangesNothing() {
        happened(1, placed(1), paid(1));
        IntStream.range(2, 5).forEach(order -> happened(order, placed(order)));
        run(orders());
        run(customers());
        events().checkpoints().forget("projection#" + orders().name() + "#1");
        events().checkpoints().forget("projection#" + customers().name() + "#1");
        run(orders());
        run(customers());
        Views<OrderView> seen = Views.of(orders(), views());
        assertThat(seen.get(order(1))).map(View::value).contains(new OrderView(customer(), "paid", 2));
        assertThat(seen.get(order(1))).map(View::revision).contains(1L);
        assertThat(view(customers(), customer())).map(CustomerView::orders).contains(4);
    }

    @Test
    default void severalMayRunAtOnce() throws Exception {
        IntStream.range(0, 12).forEach(order -> happened(order, placed(order), paid(order)));
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, 4)
                    .mapToObj(runner -> threads.submit(() -> {
                        for (int again = 0; again < 3; again++) {
                            boolean unused = projector(customers()).run(LONG);
                        }
                    }))
                    .toList();
            for (var one : running) {
                var unused = one.get();
            }
        }
        assertThat(view(customers(), customer())).map(CustomerView::orders).contains(12);
    }

    @Test
    default void viewsAreBuiltAnewWhileTheOldOnesAreRead() {
        happened(1, placed(1));
        run(orders());
        Views<OrderView> reader = Views.of(orders(), views()).withClock(clock());
        assertThat(reader.get(order(1))).map(View::generation).contains(1);

        projector(orders()).rebuild();
        projector(orders()).rebuild();
        assertThat(projector(orders()).run(Duration.ZERO)).isFalse();
        assertThat(building().read()).isZero();
        assertThat(building().entries()).isPositive();
        happened(1, paid(1));
        run(orders());

        ProjectionStatus status = projector(orders()).status();
        assertThat(status.building()).isNull();
        assertThat(status.live())
                .extracting(live -> Objects.requireNonNull(live).number())
                .isEqualTo(2);
        assertThat(status.retired()).isEqualTo(1);
        assertThat(reader.get(order(1))).map(View::generation).contains(1);
        clock().advance(Duration.ofSeconds(5));
        assertThat(reader.get(order(1))).contains(new View<>(order(1), 2, 1, new OrderView(customer(), "paid", 2)));
    }

    private GenerationStatus building() {
        return Objects.requireNonNull(projector(orders()).status().building());
    }

    @Test
    default void whatNobodyReadsAnyMoreIsRemovedAfterTheLongestInvocation() {
        happened(1, placed(1));
        run(orders());
        projector(orders()).rebuild();
        run(orders());
        clock().advance(Duration.ofMinutes(15));
        run(orders());
        assertThat(isThere(1, 1)).isTrue();
        clock().advance(Duration.ofSeconds(1));
        assertThat(projector(orders()).run(Duration.ZERO)).isFalse();
        run(orders());
        assertThat(isThere(1, 1)).isFalse();
        assertThat(isThere(2, 1)).isTrue();
        assertThat(projector(orders()).status().retired()).isZero();
    }

    @Test
    default void aRebuildCanBeCancelled() {
        happened(1, placed(1));
        run(orders());
        projector(orders()).rebuild();
        projector(orders()).cancelRebuild();
        run(orders());
        ProjectionStatus status = projector(orders()).status();
        assertThat(status.building()).isNull();
        assertThat(status.live())
                .extracting(live -> Objects.requireNonNull(live).number())
                .isEqualTo(1);
        projector(orders()).rebuild();
        assertThat(building().number()).isEqualTo(3);
    }

    @Test
    default void anotherVersionBuildsAnewAndLeavesTheOldViewsAsTheyAre() {
        happened(1, placed(1));
        run(orders());
        happened(1, paid(1));

        assertThat(projector(changed()).run(Duration.ZERO)).isFalse();
        assertThat(view(orders(), order(1))).map(OrderView::status).contains("placed");
        assertThat(building().version()).isEqualTo(2);
        run(changed());
        assertThat(view(changed(), order(1))).map(OrderView::status).contains("paid");

        happened(2, placed(2));
        run(orders());
        assertThat(view(changed(), order(2))).isEmpty();
        run(changed());
        assertThat(view(changed(), order(2))).isPresent();
    }

    @Test
    default void theOldVersionGoesOnWhileTheNewOneIsBuilt() {
        happened(1, placed(1));
        run(orders());
        assertThat(projector(changed()).run(Duration.ZERO)).isFalse();
        happened(1, paid(1));
        run(orders());
        assertThat(view(orders(), order(1))).map(OrderView::status).contains("paid");
        assertThat(building().version()).isEqualTo(2);
    }

    @Test
    default void itSaysHowLateItIs() {
        assertThat(projector(orders()).status()).isEqualTo(new ProjectionStatus(orders().name(), null, null, 0));
        happened(1, placed(1));
        run(orders());
        assertThat(live().lag()).isZero();
        assertThat(live().read()).isEqualTo(live().entries());
        clock().advance(Duration.ofSeconds(30));
        happened(1, paid(1));
        clock().advance(Duration.ofSeconds(7));
        happened(2, placed(2));
        clock().advance(Duration.ofSeconds(2));
        assertThat(live().lag()).isEqualTo(Duration.ofSeconds(9));
        assertThat(live().read()).isEqualTo(live().entries() - 2);
    }

    private GenerationStatus live() {
        return Objects.requireNonNull(projector(orders()).status().live());
    }
}
