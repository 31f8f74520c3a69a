package dev.evenstep.local.stack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a function consumes of a broker that is no service of AWS's own kind: a topic of Kafka's or a queue of RabbitMQ's. */
public sealed interface BrokerSpec {

    /** The topic or the queue. */
    String name();

    /**
     * @param consumerGroup under which its offsets are committed
     * @param startingTimestamp for {@code AT_TIMESTAMP} only
     */
    record KafkaTopic(
            String name, String consumerGroup, @Nullable Instant startingTimestamp) implements BrokerSpec {}

    record RabbitMqQueue(String name, String virtualHost) implements BrokerSpec {}
}
