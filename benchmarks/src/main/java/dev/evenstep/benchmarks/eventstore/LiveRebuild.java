package dev.evenstep.benchmarks.eventstore;

import dev.evenstep.benchmarks.Figure;
import dev.evenstep.benchmarks.eventstore.Parcels.ParcelView;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewQuery;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.eventstore.projection.Views.View;
import dev.evenstep.eventstore.projection.Views.ViewPage;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Builds views anew while events arrive and views are read, in chunks as of a function's invocations. */
final class LiveRebuild {

    private static final Duration INVOCATION = Duration.ofSeconds(1);

    /** For 50 events a second. */
    private static final int MILLIS_PER_COMMIT = 60;

    private static final int MOST = 1_000;

    private final Parcels parcels;
    private final ViewStore store = ViewStore.inMemory();
    private final Projector<ParcelView> projector;

    LiveRebuild(Parcels parcels) {
        this.parcels = parcels;
        this.projector = Projector.of(Parcels.WHERE, parcels.store(), store);
    }

    /** @param wrong readings that found nothing or less than the one before */
    private record Readings(long all, long wrong) {}

    List<Figure> run() throws Exception {
        repeat(() -> projector.run(INVOCATION));
        long before = parcels.events();
        projector.rebuild();
        Readings readings;
        try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(2)) {
            AtomicBoolean ended = new AtomicBoolean();
            ScheduledFuture<?> arriving =
                    threads.scheduleAtFixedRate(parcels::arrive, 0, MILLIS_PER_COMMIT, TimeUnit.MILLISECONDS);
            Future<Readings> reading = threads.submit(() -> read(ended));
            repeat(() -> projector.run(INVOCATION) && projector.status().building() == null);
            ended.set(true);
            readings = reading.get();
            boolean unused = arriving.cancel(false);
        }
        repeat(() -> projector.run(INVOCATION));
        long arrived = parcels.events() - before;
        return List.of(
                figure("events that arrived meanwhile", "events", arrived),
                figure("of all events lost or doubled", "events", Math.abs(parcels.events() - counted())),
                figure("readings meanwhile", "readings", readings.all),
                figure("of them without a view, or with an older one than before", "readings", readings.wrong));
    }

    private static void repeat(BooleanSupplier invocation) {
        boolean whole;
        do {
            whole = invocation.getAsBoolean();
        } while (!whole);
    }

    private static Figure figure(String what, String unit, long value) {
        return new Figure(what, unit, List.of((double) value));
    }

    private Readings read(AtomicBoolean ended) {
        Views<ParcelView> views = Views.of(Parcels.WHERE, store);
        Random random = new Random(1);
        long all = 0;
        long wrong = 0;
        while (!ended.get()) {
            String key = Parcels.stream(random.nextInt(parcels.parcels()));
            int first = scans(views, key);
            int second = scans(views, key);
            all += 2;
            wrong += first < Parcels.EVENTS_OF_A_PARCEL || second < first ? 1 : 0;
        }
        return new Readings(all, wrong);
    }

    private static int scans(Views<ParcelView> views, String key) {
        return views.get(key).map(view -> view.value().scans()).orElse(0);
    }

    /** How many events are in the views. */
    private long counted() {
        Views<ParcelView> views = Views.of(Parcels.WHERE, store);
        ViewQuery query = ViewQuery.all().limit(MOST);
        long scans = 0;
        while (true) {
            ViewPage<ParcelView> page = views.page(query);
            scans += page.views().stream()
                    .map(View::value)
                    .mapToInt(ParcelView::scans)
                    .sum();
            if (page.next() == null) {
                return scans;
            }
            query = query.after(page.next());
        }
    }
}
