package dev.evenstep.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Effect;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.EventProcessor;
import dev.evenstep.internal.consume.WakeUps;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

class SnapStartPrimingTest {

    record Any() {}

    private static final Consumer CONSUMER = Consumer.transactional("any")
            .on(EventType.of("test", "Any", Any.class), event -> Effect.none())
            .inOrder();

    private final List<Delivery> deadLetters = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    @Test
    void beforeTheSnapshotARecordGoesItsWayAndChangesNothing() throws Exception {
        Snapshot snapshot = new Snapshot();
        BatchProcessor primed = SnapStartPriming.of(CONSUMER.name(), recorded(), Clock.systemUTC(), snapshot);
        assertThat(outcomes).isEmpty();

        snapshot.take();

        assertThat(outcomes).singleElement().extracting(Outcome::decision).isInstanceOf(Decision.InProgress.class);
        assertThat(deadLetters).isEmpty();
        assertThat(primed.run(List.of(), Deadline.in(Duration.ofSeconds(1), Clock.systemUTC())))
                .isEmpty();
    }

    /** The consumer as a function has it, which tells us what became of its records. */
    private BatchProcessor recorded() {
        InMemoryStore store = new InMemoryStore();
        DeadLettering deadLettering = new DeadLettering(
                CONSUMER.name(),
                (record, delivery, letter) -> deadLetters.add(delivery),
                store,
                RetryPolicy.defaults(),
                FailureRule.standard(),
                BatchOptions.defaults().margin());
        ConsumePorts ports = new ConsumePorts(store, deadLettering, WakeUps.none(), (consumer, all) -> {});
        BatchProcessor processor = new ConcurrentBatchProcessor(
                new EventProcessor(CONSUMER, new EnvelopeJson(Limits.defaults()), ports, ConsumeOptions.defaults()),
                BatchOptions.defaults());
        return (batch, deadline) -> {
            List<Outcome> all = processor.run(batch, deadline);
            outcomes.addAll(all);
            return all;
        };
    }

    /** A context of one resource. */
    private static final class Snapshot extends Context<Resource> {

        private final List<Resource> resources = new ArrayList<>();

        void take() throws Exception {
            beforeCheckpoint(this);
            afterRestore(this);
        }

        @Override
        public void beforeCheckpoint(Context<? extends Resource> context) throws org.crac.CheckpointException {
            try {
                for (Resource resource : resources) {
                    resource.beforeCheckpoint(this);
                }
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }

        @Override
        public void afterRestore(Context<? extends Resource> context) throws org.crac.RestoreException {
            try {
                for (Resource resource : resources) {
                    resource.afterRestore(this);
                }
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }

        @Override
        public void register(Resource resource) {
            resources.add(resource);
        }
    }
}
