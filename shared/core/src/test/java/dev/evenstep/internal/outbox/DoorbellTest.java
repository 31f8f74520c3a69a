package dev.evenstep.internal.outbox;

import static dev.evenstep.internal.outbox.RelayFixture.both;
import static dev.evenstep.internal.outbox.RelayFixture.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.spi.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order is the outbox's, whatever a stream makes of it. */
class DoorbellTest {

    private final RelayFixture fixture = new RelayFixture();

    @Test
    void aLaterVersionThatIsToldOfFirstWaitsForTheOneBeforeIt() {
        List<Delivery> records = fixture.committed("a/1", "a/2");
        Relay relay = fixture.relay();

        assertThat(fixture.run(relay, records.subList(1, 2))).containsExactly("Applied");
        assertThat(fixture.run(relay, records.subList(0, 1))).containsExactly("Duplicate");

        assertThat(fixture.published).containsExactly("a/1", "a/2");
    }

    @Test
    void aLaterVersionThatAnotherInstanceIsToldOfFirstWaitsToo() {
        List<Delivery> records = fixture.committed("a/1", "a/2", "a/3", "a/4", "a/5");

        assertThat(fixture.run(records.subList(2, 3))).containsExactly("Applied");
        assertThat(fixture.run(records.subList(1, 2))).containsExactly("Duplicate");

        assertThat(fixture.published).containsExactly("a/1", "a/2", "a/3", "a/4", "a/5");
    }

    @Test
    void anEntitysEventsLeaveInTheOrderOfTheirVersionsHoweverABatchShowsThem() {
        List<Delivery> records = fixture.committed("a/1", "b/1", "a/2", "a/3");
        List<Delivery> batch = List.of(records.get(2), records.get(3), records.get(1), records.get(0), records.get(2));

        assertThat(fixture.run(batch)).containsOnly("Applied");
        assertThat(fixture.published).containsExactly("a/1", "b/1", "a/2", "a/3");
        assertThat(fixture.reads).isEmpty();
    }

    @Test
    void whatIsKnownToBePublishedNeedsNoRead() {
        Relay relay = fixture.relay();

        for (int version = 1; version <= 5; version++) {
            assertThat(fixture.run(relay, fixture.committed("a/" + version))).containsExactly("Applied");
        }
        assertThat(fixture.reads).isEmpty();
        assertThat(fixture.marks).containsExactly(1, 1, 1, 1, 1);

        assertThat(fixture.run(fixture.committed("a/6"))).containsExactly("Applied");
        assertThat(fixture.reads).containsExactly("a");
    }

    @Test
    void aRecordThatComesAgainAddsNothing() {
        List<Delivery> records = fixture.committed("a/1", "a/2");
        Relay relay = fixture.relay();

        assertThat(fixture.run(relay, both(records, records))).containsOnly("Applied");
        assertThat(fixture.run(relay, records)).containsOnly("Duplicate");
        assertThat(fixture.run(records.subList(1, 2))).containsOnly("Duplicate");

        assertThat(fixture.published).containsExactly("a/1", "a/2");
    }

    @Test
    void afterACrashBetweenTheCallAndTheMarkEventsArePublishedAgainInOrder() {
        List<Delivery> records = fixture.committed("a/1", "a/2");
        fixture.marking = () -> {
            throw new StackOverflowError("the instance is gone");
        };
        assertThatThrownBy(() -> fixture.run(records)).isInstanceOf(StackOverflowError.class);

        fixture.marking = () -> {};
        assertThat(fixture.run(records.subList(1, 2))).containsExactly("Applied");
        assertThat(fixture.published).containsExactly("a/1", "a/2", "a/1", "a/2");
    }

    @Test
    void whatCannotBeMarkedIsNotTakenForPublished() {
        List<Delivery> records = fixture.committed("a/1", "b/1");
        Relay relay = fixture.relay();
        fixture.marking = () -> {
            throw new IllegalStateException("throttled");
        };
        assertThat(fixture.run(relay, records)).containsExactly("Unpublished", "Unpublished");

        fixture.marking = () -> {};
        assertThat(fixture.run(relay, records)).containsExactly("Applied", "Applied");
        assertThat(fixture.store.log().unpublished("a", 1, 1)).isEmpty();
    }

    @Test
    void anEntityWhoseLogCannotBeReadIsLeftToTheSweeperAndNoOther() {
        List<Delivery> records = fixture.committed("a/1", "a/2", "b/1");
        fixture.reading = () -> {
            throw new IllegalStateException("throttled");
        };

        assertThat(fixture.run(records.subList(1, 3))).containsExactly("Unpublished", "Applied");
        assertThat(fixture.published).containsExactly("b/1");
    }

    @Test
    void aVersionThatWasCommittedLateGoesOutWhenItComes() {
        List<Delivery> third = fixture.committed("a/1", "a/3");
        assertThat(fixture.run(third.subList(1, 2))).containsExactly("Applied");
        List<Delivery> second = fixture.committed("a/2");

        assertThat(fixture.run(second)).containsExactly("Applied");
        assertThat(fixture.published).containsExactly("a/1", "a/3", "a/2");
    }

    @Test
    void anEventWithoutAVersionIsPublishedAlone() {
        List<Delivery> records = fixture.committed("a/1", "a/0", "a/2");

        assertThat(fixture.run(records.subList(1, 2))).containsExactly("Applied");
        assertThat(fixture.published).containsExactly("a/0");
        assertThat(fixture.reads).isEmpty();
    }

    @Test
    void aRecordWithoutItsImageIsReadFromTheOutbox() {
        List<Delivery> unused = fixture.committed("a/1");

        assertThat(fixture.run(List.of(record("a", 1, "")))).containsExactly("Applied");
        assertThat(fixture.published).containsExactly("a/1");
    }

    @Test
    void aRowThatIsGoneIsNotPublished() {
        assertThat(fixture.run(List.of(record("a", 7, "{}")))).containsExactly("Duplicate");
        assertThat(fixture.published).isEmpty();
    }

    @Test
    void aLongBacklogOfAnEntityIsPublishedByTheHundred() {
        String[] events = IntStream.rangeClosed(1, 250).mapToObj(i -> "a/" + i).toArray(String[]::new);
        List<Delivery> records = fixture.committed(events);
        Relay relay = fixture.relay();

        assertThat(fixture.run(relay, records.subList(149, 151))).containsExactly("Unpublished", "Unpublished");
        assertThat(fixture.published).hasSize(100).endsWith("a/100");
        assertThat(fixture.run(records.subList(249, 250))).containsExactly("Unpublished");
        assertThat(fixture.run(relay, records.subList(249, 250))).containsExactly("Applied");
        assertThat(fixture.published).containsExactly(events);
    }

    @Test
    void marksAreWrittenForManyRowsAtOnce() {
        String[] events = IntStream.range(0, 60).mapToObj(i -> "e-" + i + "/1").toArray(String[]::new);

        assertThat(fixture.run(fixture.committed(events))).containsOnly("Applied");
        assertThat(fixture.marks).containsExactly(60);
    }

    @Test
    void instancesThatAreToldOfEverythingInAnyOrderPublishFirstTimesInOrder() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            RelayFixture shared = new RelayFixture();
            List<Delivery> records = new ArrayList<>(shared.committed("a/1", "a/2", "b/1", "a/3", "b/2", "a/4", "a/5"));
            List<Delivery> all = both(records, records);
            List<Delivery> shuffled = new ArrayList<>(all);
            Random random = new Random(seed);
            Collections.shuffle(shuffled, random);
            cut(shared, shuffled, random);

            List<String> first = shared.published.stream().distinct().toList();
            assertThat(first.stream().filter(event -> event.startsWith("a")))
                    .as("seed %d", seed)
                    .containsExactly("a/1", "a/2", "a/3", "a/4", "a/5");
            assertThat(first).containsSubsequence("b/1", "b/2");
        }
    }

    /** Batches cut anywhere, each to one of three instances, all at the same time. */
    private static void cut(RelayFixture shared, List<Delivery> records, Random random) throws Exception {
        List<Relay> instances = List.of(shared.relay(), shared.relay(), shared.relay());
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int from = 0; from < records.size(); ) {
                int to = Math.min(records.size(), from + 1 + random.nextInt(4));
                List<Delivery> batch = records.subList(from, to);
                Relay relay = instances.get(random.nextInt(3));
                threads.execute(() -> {
                    List<String> unused = shared.run(relay, batch);
                });
                from = to;
            }
        }
    }
}
