package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.eventstore.projection.ViewQuery;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.eventstore.projection.Views.View;
import dev.evenstep.eventstore.projection.Views.ViewPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of {@link ProjectionConformance}: views follow from events, and are read by key, in pages and in lists. */
interface ViewsConformance extends ProjectionFixture {

    @Test
    default void anEventChangesTheViewOfItsKey() {
        happened(1, placed(1), paid(1));
        happened(2, placed(2));
        run(orders());
        assertThat(view(orders(), order(1))).contains(new OrderView(customer(), "paid", 2));
        assertThat(view(orders(), order(2))).contains(new OrderView(customer(), "placed", 1));
        assertThat(view(orders(), order(3))).isEmpty();

        happened(2, paid(2));
        run(orders());

        assertThat(view(orders(), order(2))).contains(new OrderView(customer(), "paid", 2));
    }

    @Test
    default void beforeAProjectionRunsThereAreNoViews() {
        assertThat(view(orders(), order(1))).isEmpty();
        assertThat(Views.of(orders(), views()).page(ViewQuery.all())).isEqualTo(new ViewPage<>(List.of(), null));
    }

    @Test
    default void aViewIsOfManyStreamsInManyShards() {
        IntStream.range(0, 20).forEach(order -> happened(order, placed(order)));
        run(customers());
        assertThat(view(customers(), customer())).contains(new CustomerView(20, 20 * 100 + 190));
    }

    @Test
    default void anEventChangesSeveralViews() {
        happened(1, placed(1, run() + "-tea", run() + "-cup", run() + "-cup"));
        happened(2, placed(2, run() + "-tea"));
        run(goods());
        assertThat(view(goods(), run() + "-tea")).contains(new GoodsView(2));
        assertThat(view(goods(), run() + "-cup")).contains(new GoodsView(2));
    }

    @Test
    default void aViewIsRemovedAndMadeAnew() {
        happened(1, placed(1), paid(1));
        run(orders());
        happened(1, cancelled(1));
        run(orders());
        assertThat(view(orders(), order(1))).isEmpty();
        assertThat(page(ViewQuery.of(customer())).views()).isEmpty();

        happened(1, placed(1));
        run(orders());
        assertThat(view(orders(), order(1))).contains(new OrderView(customer(), "placed", 1));
    }

    @Test
    default void allViewsAreReadInPagesWhichAFilterMakesSmaller() {
        IntStream.range(0, 25).forEach(order -> happened(order, placed(order)));
        happened(7, paid(7));
        happened(8, cancelled(8));
        run(orders());
        List<String> keys = new ArrayList<>();
        List<String> paid = new ArrayList<>();
        ViewQuery query = ViewQuery.all().limit(4);
        ViewPage<OrderView> page;
        do {
            page = page(query);
            assertThat(page.views()).hasSizeLessThanOrEqualTo(4);
            keys.addAll(page.views().stream().map(View::key).toList());
            paid.addAll(
                    Views.of(orders(), views())
                            .withClock(clock())
                            .page(query, view -> view.status().equals("paid"))
                            .views()
                            .stream()
                            .map(View::key)
                            .toList());
            query = page.next() == null ? query : query.after(page.next());
        } while (page.next() != null);
        assertThat(keys.stream().filter(key -> key.contains(run())))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 25)
                        .filter(order -> order != 8)
                        .mapToObj(this::order)
                        .toList());
        assertThat(paid.stream().filter(key -> key.contains(run()))).containsExactly(order(7));
    }

    private ViewPage<OrderView> page(ViewQuery query) {
        return Views.of(orders(), views()).withClock(clock()).page(query);
    }

    @Test
    default void aListIsReadInItsOrder() {
        IntStream.range(0, 3).forEach(order -> happened(order, placed(order)));
        happened(0, paid(0));
        happened(2, paid(2));
        run(orders());
        List<String> statuses = List.of("paid", "paid", "placed");
        assertThat(statuses(ViewQuery.of(customer()).limit(2))).isEqualTo(statuses);
        assertThat(statuses(ViewQuery.of(customer()).limit(1).descending())).isEqualTo(statuses.reversed());
        assertThat(statuses(ViewQuery.of("nobody"))).isEmpty();
    }

    private List<String> statuses(ViewQuery query) {
        ViewPage<OrderView> page = page(query);
        List<String> statuses = new ArrayList<>(
                page.views().stream().map(view -> view.value().status()).toList());
        while (page.next() != null) {
            page = page(query.after(Objects.requireNonNull(page.next())));
            statuses.addAll(
                    page.views().stream().map(view -> view.value().status()).toList());
        }
        return statuses;
    }

    @Test
    default void aPlaceThatNoPageHadIsRefused() {
        happened(1, placed(1));
        happened(2, placed(2));
        run(orders());
        String ofAll = Objects.requireNonNull(page(ViewQuery.all().limit(1)).next());
        assertThatThrownBy(() -> page(ViewQuery.all().after("?"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> page(ViewQuery.of(customer()).after(ofAll)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
