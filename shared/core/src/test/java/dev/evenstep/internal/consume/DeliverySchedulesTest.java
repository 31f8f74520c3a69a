package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Fixture.deposited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.consume.VersionedConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.store.Commits.CommitOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever order, duplication and crashes a source comes up with, every event takes effect once and in order. */
class DeliverySchedulesTest {

    private static final int EVENTS = 6;
    private static final ItemKey LOG = ItemKey.of("logs", "id", "account-1");

    private static final VersionedConsumer APPENDING = Consumer.versioned("log", subject -> LOG)
            .on(
                    DEPOSITED,
                    event -> Write.update(LOG).append("amounts", event.data().amount()));

    private static final LeasedConsumer SUMMING = Consumer.leased("sum")
            .on(
                    DEPOSITED,
                    event -> {},
                    event -> Effect.of(Write.update(LOG).add("sum", event.data().amount())));

    @Property(tries = 100)
    void versionedEventsTakeEffectInOrderWhateverTheSchedule(@ForAll("schedules") List<Integer> schedule) {
        Fixture fixture = new Fixture();

        deliverUntilSettled(schedule, version -> fixture.consume(APPENDING, event(version)));

        assertThat(fixture.store.get(LOG).orElseThrow().attributes().get("amounts"))
                .isEqualTo(Item.of(
                                "amounts",
                                IntStream.rangeClosed(1, EVENTS).boxed().toList())
                        .attributes()
                        .get("amounts"));
    }

    @Property(tries = 100)
    void leasedEventsTakeEffectOnceWhereverACrashHits(
            @ForAll("schedules") List<Integer> schedule, @ForAll("crashes") List<Crash> crashes) {
        Fixture fixture = new Fixture();
        Deque<Crash> ahead = new ArrayDeque<>(crashes);
        ScriptedStore crashing = new ScriptedStore(fixture.store, commit -> {
            Crash crash = ahead.isEmpty() ? Crash.NONE : ahead.poll();
            if (crash == Crash.BEFORE_COMMIT) {
                throw new UncheckedIOException(new IOException("crash before the commit"));
            }
            CommitOutcome outcome = fixture.store.commit(commit);
            if (crash == Crash.REPLY_LOST) {
                throw new UncheckedIOException(new IOException("reply lost after the commit"));
            }
            return outcome;
        });

        deliverUntilSettled(schedule, version -> {
            try {
                return fixture.consume(SUMMING, crashing, event(version));
            } catch (UncheckedIOException crashed) {
                return Decision.Transient.of(crashed);
            }
        });

        assertThat(fixture.store.get(LOG).orElseThrow().integer("sum"))
                .isEqualTo(IntStream.rangeClosed(1, EVENTS).sum());
    }

    enum Crash {
        NONE,
        BEFORE_COMMIT,
        REPLY_LOST
    }

    /** Every version at least once, some more often, in any order. */
    @Provide
    Arbitrary<List<Integer>> schedules() {
        Arbitrary<List<Integer>> extras =
                Arbitraries.integers().between(1, EVENTS).list().ofMaxSize(10);
        return extras.flatMap(extra -> Arbitraries.shuffle(
                java.util.stream.Stream.concat(IntStream.rangeClosed(1, EVENTS).boxed(), extra.stream())
                        .toList()));
    }

    @Provide
    Arbitrary<List<Crash>> crashes() {
        return Arbitraries.of(Crash.class).list().ofMaxSize(12);
    }

    private static void deliverUntilSettled(List<Integer> schedule, java.util.function.IntFunction<Decision> deliver) {
        Deque<Integer> queue = new ArrayDeque<>(schedule);
        while (!queue.isEmpty()) {
            int version = queue.poll();
            if (!deliver.apply(version).settled()) {
                queue.add(version);
            }
        }
    }

    private static String event(int version) {
        return deposited("e-" + version, version, version);
    }
}
