package dev.evenstep.eventstore.projection;

import dev.evenstep.eventstore.projection.ViewStore.ListPlace;
import dev.evenstep.eventstore.projection.ViewStore.RecordPage;
import dev.evenstep.eventstore.projection.ViewStore.ViewKey;
import dev.evenstep.eventstore.projection.ViewStore.ViewRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the views of a projection. Which generation of them is live is looked up every {@value #SECONDS} seconds; what is read by
 * key never goes back when they are swapped, by the same object. Safe for concurrent use.
 *
 * @param <V> the view's class, or text: its JSON
 */
public final class Views<V> {

    private static final int SECONDS = 5;

    /** As a key and an order have. */
    private static final int LONGEST = 256;

    private final String projection;
    private final ViewStore store;
    private final Function<String, V> reading;
    private final Clock clock;
    private final Duration looking;
    private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>();

    private Views(String projection, ViewStore store, Function<String, V> reading, Clock clock, Duration looking) {
        this.projection = projection;
        this.store = store;
        this.reading = reading;
        this.clock = clock;
        this.looking = looking;
    }

    /** The generation that was live. */
    private record Seen(int generation, Instant until) {}

    /**
     * A view.
     *
     * @param revision counts its changes within a generation, from 1
     */
    public record View<V>(String key, int generation, long revision, V value) {}

    /**
     * A part of a list.
     *
     * @param next where the rest begins, for {@link ViewQuery#after}; null at the end
     */
    public record ViewPage<V>(List<View<V>> views, @Nullable String next) {

        public ViewPage {
            views = List.copyOf(views);
        }
    }

    public static <V> Views<V> of(Projection<V> projection, ViewStore store) {
        return new Views<>(projection.name(), store, projection::read, Clock.systemUTC(), Duration.ofSeconds(SECONDS));
    }

    /** The same as JSON, of whatever version of the projection they are. */
    public static Views<String> json(String projection, ViewStore store) {
        return new Views<>(projection, store, json -> json, Clock.systemUTC(), Duration.ofSeconds(SECONDS));
    }

    /** @param time for which it takes for live what was live; at zero, each reading is a request more */
    public Views<V> lookingUpEvery(Duration time) {
        return new Views<>(projection, store, reading, clock, time);
    }

    public Views<V> withClock(Clock other) {
        return new Views<>(projection, store, reading, other, looking);
    }

    /**
     * A consistent read.
     *
     * @throws dev.evenstep.decision.PermanentFailure when it is of another version of the projection, and cannot be read
     */
    public Optional<View<V>> get(String key) {
        int generation = generation();
        ViewKey place = new ViewKey(Pointer.space(projection, generation), key);
        return Optional.ofNullable(store.read(List.of(place)).get(place)).flatMap(found -> view(generation, found));
    }

    /** All that are looked at. */
    public ViewPage<V> page(ViewQuery query) {
        return page(query, any -> true);
    }

    /**
     * Those of them that the filter holds for; what it leaves out was read all the same. A page can have fewer than the limit, or
     * none, when there are more behind it.
     *
     * @throws IllegalArgumentException when {@code after} is none that a page had
     */
    public ViewPage<V> page(ViewQuery query, Predicate<V> filter) {
        int generation = generation();
        RecordPage page = records(query, Pointer.space(projection, generation));
        List<View<V>> views = new ArrayList<>();
        page.records()
                .forEach(found -> view(generation, found)
                        .filter(view -> filter.test(view.value()))
                        .ifPresent(views::add));
        return new ViewPage<>(views, page.more() ? token(query, page.records().getLast()) : null);
    }

    private RecordPage records(ViewQuery query, String space) {
        if (query.list() == null) {
            return store.page(space, query.limit(), query.after() == null ? null : parts(query.after(), 1)[0]);
        }
        ListPlace after = null;
        if (query.after() != null) {
            String[] parts = parts(query.after(), 2);
            after = new ListPlace(parts[0], parts[1]);
        }
        return store.list(space, query.list(), query.ascending(), query.limit(), after);
    }

    private static String token(ViewQuery query, ViewRecord last) {
        String key = encoded(last.key().key());
        return query.list() == null
                ? key
                : encoded(Objects.requireNonNull(last.listing()).order()) + "." + key;
    }

    private static String encoded(String part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] parts(String token, int count) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != count) {
            throw foreignToken();
        }
        for (int i = 0; i < count; i++) {
            parts[i] = decoded(parts[i]);
        }
        return parts;
    }

    private static String decoded(String part) {
        String decoded;
        try {
            decoded = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            throw foreignToken();
        }
        if (decoded.isEmpty() || decoded.length() > LONGEST) {
            throw foreignToken();
        }
        return decoded;
    }

    private static IllegalArgumentException foreignToken() {
        return new IllegalArgumentException("next is none that a page of this list had");
    }

    private Optional<View<V>> view(int generation, ViewRecord found) {
        return found.content() == null
                ? Optional.empty()
                : Optional.of(
                        new View<>(found.key().key(), generation, found.revision(), reading.apply(found.content())));
    }

    /** Numbers rise with every swap, so that of two that were seen the higher one is the later. */
    private int generation() {
        Instant now = clock.instant();
        Seen before = seen.get();
        if (before != null && now.isBefore(before.until())) {
            return before.generation();
        }
        ProjectionState state = new Pointer(store, projection).read();
        Seen live = new Seen(state == null ? 0 : state.live().number(), now.plus(looking));
        return Objects.requireNonNull(seen.accumulateAndGet(
                        live, (one, other) -> one == null || one.generation() <= live.generation() ? live : one))
                .generation();
    }
}
