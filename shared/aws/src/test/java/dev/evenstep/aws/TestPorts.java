package dev.evenstep.aws;

import dev.evenstep.internal.consume.ConsumePorts;
import dev.evenstep.internal.consume.WakeUps;
import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.store.Store;
import dev.evenstep.spi.FailureRule;
import java.time.Duration;

/** A store, and nobody who is told of anything. */
public final class TestPorts {

    private TestPorts() {}

    public static ConsumePorts of(Store store) {
        DeadLettering deadLettering = new DeadLettering(
                "test",
                (name, delivery, poison) -> {},
                store,
                RetryPolicy.defaults().withAttempts(Integer.MAX_VALUE),
                FailureRule.standard(),
                Duration.ZERO);
        return new ConsumePorts(store, deadLettering, WakeUps.none(), (name, outcomes) -> {});
    }
}
