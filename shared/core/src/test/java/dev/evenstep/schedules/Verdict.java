package dev.evenstep.schedules;

import static dev.evenstep.schedules.Consumers.MOVERS;
import static dev.evenstep.schedules.Consumers.SUBJECT;
import static dev.evenstep.schedules.Consumers.VERSIONS;

import dev.evenstep.effect.Item;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.RecordAddress;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** What must hold when a schedule has come to rest. */
final class Verdict {

    private static final List<BigDecimal> ALL =
            LongStream.rangeClosed(1, VERSIONS).mapToObj(BigDecimal::valueOf).toList();

    private final World world;
    private final Mode mode;

    Verdict(World world, Mode mode) {
        this.world = world;
        this.mode = mode;
    }

    /** What is wrong; empty: nothing. */
    Optional<String> on(List<String> entities, List<String> dead) {
        if (!dead.isEmpty()) {
            return Optional.of("dead-lettered: " + dead);
        }
        return entities.stream().flatMap(entity -> on(entity).stream()).findFirst();
    }

    private Optional<String> on(String entity) {
        List<Integer> versions = firstPublished(entity);
        if (!versions.stream().map(BigDecimal::valueOf).toList().equals(ALL)) {
            return Optional.of("published, each for the first time, as versions " + versions);
        }
        for (String mover : MOVERS) {
            List<?> seen = seen(mover, entity);
            if (!seen.stream().sorted().toList().equals(ALL)) {
                return Optional.of(mover + " saw " + seen);
            }
        }
        List<?> seen = seen(SUBJECT, entity);
        if (!(mode.isInOrder() ? seen : seen.stream().sorted().toList()).equals(ALL)) {
            return Optional.of(SUBJECT + " saw " + seen);
        }
        if (mode == Mode.LEASED_IN_ORDER && !firstCalls(entity).equals(versions)) {
            return Optional.of("the outside was called first for versions " + firstCalls(entity));
        }
        return parked(entity);
    }

    private Optional<String> parked(String entity) {
        PositionKey key = new PositionKey(SUBJECT, entity);
        RecordAddress address = mode == Mode.VERSIONED
                ? new RecordAddress.OnItem(key, Consumers.seen(SUBJECT, entity))
                : new RecordAddress.OfStream(key);
        int events = world.store().parkedBehind(address).size();
        int counted = world.store().record(address).parked();
        return events == 0 && counted == 0
                ? Optional.empty()
                : Optional.of(events + " events are parked and " + counted + " counted");
    }

    /** By event, in the order in which each came first. */
    private List<Integer> firstPublished(String entity) {
        return first(world.published(), entity);
    }

    private List<Integer> firstCalls(String entity) {
        return first(world.calledOutside(), entity);
    }

    private static List<Integer> first(List<Envelope> events, String entity) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        for (Envelope event : events) {
            if (entity.equals(event.subject()) && event.entityVersion() != null) {
                versions.putIfAbsent(event.id(), event.entityVersion());
            }
        }
        return List.copyOf(versions.values());
    }

    private List<?> seen(String consumer, String entity) {
        return world.store()
                .get(Consumers.seen(consumer, entity))
                .map(Item::attributes)
                .map(attributes -> (List<?>) attributes.getOrDefault("versions", List.of()))
                .orElse(List.of());
    }
}
