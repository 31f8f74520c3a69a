package dev.evenstep.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Accepted;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Refused;
import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.internal.store.UnpublishedRow;
import dev.evenstep.internal.store.UnpublishedRows;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Processes that end between any two calls to the outside, before or after the call had its effect, while the stream loses
 * records, shows them again and in any order, and the bus refuses some for now, some for good, and some calls whole.
 */
class KilledRelayTest {

    private static final int SEEDS = 1_000;
    private static final Instant LATER = RelayFixture.NOW.plus(Duration.ofMinutes(5));

    /** The process is gone. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void everyCommittedEventIsOnTheBusWhereverARelayIsKilled() {
        int kills = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            int calls = new Schedule(seed, Integer.MAX_VALUE).run();
            Schedule killed = new Schedule(seed, new Random(seed).nextInt(calls));
            int unused = killed.run();
            kills += killed.kills;
        }
        assertThat(kills).isEqualTo(SEEDS);
    }

    /** One world, of one seed, in which the process is killed at its k-th call. */
    private static final class Schedule implements OutboxLog, UnpublishedRows {

        private final int seed;
        private final int killAt;
        private final Random random;
        private final RelayFixture fixture = new RelayFixture();
        private final Set<String> published = new LinkedHashSet<>();
        private final Set<String> dead = new LinkedHashSet<>();
        private int calls;
        private int kills;
        private boolean calm;

        private Schedule(int seed, int killAt) {
            this.seed = seed;
            this.killAt = killAt;
            this.random = new Random(seed);
        }

        /** How many calls it took. */
        private int run() {
            List<String> events = committedEvents();
            List<Delivery> stream = new ArrayList<>();
            for (String event : events) {
                Delivery record = fixture.committed(event, RelayFixture.NOW);
                for (int shown = random.nextInt(3); shown > 0; shown--) {
                    stream.add(record);
                }
            }
            Collections.shuffle(stream, random);
            Relay relay = relay();
            for (int from = 0; from < stream.size(); ) {
                int to = Math.min(stream.size(), from + 1 + random.nextInt(4));
                relay = survives(relay, stream.subList(from, to)) ? relay : relay();
                from = to;
            }
            sweepUntilNothingIsLeft();
            verify(events);
            return calls;
        }

        private List<String> committedEvents() {
            List<String> events = new ArrayList<>();
            for (String entity : List.of("a", "b", "c")) {
                for (int version = 1; version <= 1 + random.nextInt(4); version++) {
                    events.add(entity + "/" + version);
                }
            }
            events.add("alone/0");
            return events;
        }

        private boolean survives(Relay relay, List<Delivery> batch) {
            try {
                List<Outcome> outcomes = relay.run(batch, deadline(RelayFixture.NOW));
                assertThat(outcomes).allMatch(outcome -> outcome.decision().settled());
                return true;
            } catch (Killed killed) {
                return false;
            }
        }

        private void sweepUntilNothingIsLeft() {
            for (int round = 0; round < 10; round++) {
                calm = round > 2;
                if (leavesNothing()) {
                    return;
                }
            }
            throw new AssertionError("seed " + seed + " does not come to rest");
        }

        private boolean leavesNothing() {
            try {
                Sweeper sweeper = new Sweeper(relay(), this, SweepOptions.defaults());
                return sweeper.sweep(deadline(LATER)).left().rows() == 0;
            } catch (Killed killed) {
                return false;
            }
        }

        private void verify(List<String> events) {
            Set<String> all = new LinkedHashSet<>(published);
            all.addAll(dead);
            assertThat(all).as("seed %d, killed at call %d", seed, killAt).containsExactlyInAnyOrderElementsOf(events);
            for (String entity : List.of("a", "b", "c")) {
                assertThat(published.stream().filter(event -> event.startsWith(entity + "/")))
                        .as("seed %d, killed at call %d", seed, killAt)
                        .isSorted();
            }
            assertThat(fixture.store.unpublished().oldest(UnpublishedRows.bucketOf("a"), null, 1))
                    .isEmpty();
        }

        private Relay relay() {
            RelayPorts ports = new RelayPorts(this, this::publish, (name, delivery, poison) -> {
                String event = fixture.json.read(delivery.body()).id();
                boolean unused = call(() -> dead.add(event));
            });
            return new Relay(
                    "relay", ports, fixture.json, RelayOptions.defaults().withPause(time -> {}));
        }

        private static Deadline deadline(Instant now) {
            return Deadline.in(Duration.ofMinutes(1), Clock.fixed(now, ZoneOffset.UTC));
        }

        private <T> T call(Supplier<T> effect) {
            boolean isLast = calls++ == killAt;
            if (isLast) {
                kills++;
            }
            if (isLast && random.nextBoolean()) {
                throw new Killed();
            }
            T answer = effect.get();
            if (isLast) {
                throw new Killed();
            }
            return answer;
        }

        private List<EventBus.PublishResult> publish(List<SerializedEvent> events, Duration time) {
            return call(() -> {
                if (!calm && random.nextInt(10) < 3) {
                    throw new IllegalStateException("the bus is away");
                }
                return events.stream()
                        .map(event -> answer(event.envelope().id()))
                        .toList();
            });
        }

        private EventBus.PublishResult answer(String event) {
            if (event.hashCode() % 7 == seed % 7) {
                return new Refused("MalformedDetail", "never", true);
            }
            if (!calm && random.nextInt(10) < 2) {
                return new Refused("ThrottlingException", "later", false);
            }
            boolean unused = published.add(event);
            return new Accepted();
        }

        @Override
        public List<OutboxRow> unpublished(String entity, int first, int last) {
            return call(() -> fixture.store.log().unpublished(entity, first, last));
        }

        @Override
        public void markPublished(Collection<OutboxRow> rows, Instant now) {
            int unused = call(() -> {
                if (!calm && random.nextInt(10) == 0) {
                    throw new IllegalStateException("throttled");
                }
                fixture.store.log().markPublished(rows, now);
                return rows.size();
            });
        }

        @Override
        public List<UnpublishedRow> oldest(int bucket, @Nullable UnpublishedRow after, int most) {
            return call(() -> fixture.store.unpublished().oldest(bucket, after, most));
        }
    }
}
