package dev.evenstep.aws;

import static dev.evenstep.aws.WiringRig.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Outcome;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page on consuming shows. */
class WiringExampleTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final EventType<Empty> PLACED = EventType.of("shop", "OrderPlaced", Empty.class);
    private static final Consumer ORDERS = Consumer.transactional("orders").on(PLACED, event -> Effect.none());
    private static final Consumer INVOICES = Consumer.transactional("invoices").on(PLACED, event -> Effect.none());

    record Empty() {}

    private final Map<String, Integer> counted = new ConcurrentHashMap<>();
    private final WiringRig rig = new WiringRig(AWS);

    @Test
    void isTrue() {
        Evenstep evenstep = rig.evenstep();
        SqsFunction function = evenstep.withIdempotencyTtl(Duration.ofDays(90))
                .withBatchConcurrency(20)
                .withTelemetry(this::count)
                .ignoringUnknownTypes()
                .sqs(ORDERS, INVOICES);

        assertThat(WiringRig.handle(function, message("e-1", "OrderPlaced", "{}")))
                .isEmpty();
        assertThat(counted).isEqualTo(Map.of("orders", 1, "invoices", 1));
    }

    private void count(String consumer, List<Outcome> outcomes) {
        int unused = counted.merge(consumer, outcomes.size(), Integer::sum);
    }
}
