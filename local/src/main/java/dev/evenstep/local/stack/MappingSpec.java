package dev.evenstep.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event source mapping: which queue, stream or topic a function consumes, and how.
 *
 * @param id a UUID that stays the same from one start to the next, made from function and source
 * @param function the function's name
 * @param sourceArn of a queue, a table's stream, a Kinesis stream or a broker; no text for a Kafka of one's own, which has none
 * @param batchSize most records of one invocation
 * @param window longest wait for a batch to fill
 * @param maximumConcurrency queues only: most instances at once, 2 to 1,000; null: unlimited
 * @param filters event patterns as JSON, any of which lets a record through; none: all
 * @param reportsItemFailures whether the function's answer names the failed records
 * @param stream what holds for streams and topics only; null for a queue
 * @param broker what is read of a broker; null for a queue of SQS and a stream
 */
public record MappingSpec(
        String id,
        String function,
        String sourceArn,
        boolean enabled,
        int batchSize,
        Duration window,
        @Nullable Integer maximumConcurrency,
        List<String> filters,
        boolean reportsItemFailures,
        @Nullable Stream stream,
        @Nullable BrokerSpec broker) {

    public MappingSpec {
        filters = List.copyOf(filters);
    }

    /** Of a queue of SQS, or a stream. */
    public MappingSpec(
            String id,
            String function,
            String sourceArn,
            boolean enabled,
            int batchSize,
            Duration window,
            @Nullable Integer maximumConcurrency,
            List<String> filters,
            boolean reportsItemFailures,
            @Nullable Stream stream) {
        this(
                id,
                function,
                sourceArn,
                enabled,
                batchSize,
                window,
                maximumConcurrency,
                filters,
                reportsItemFailures,
                stream,
                null);
    }

    /** What is read, for people: an ARN, or what a broker calls it. */
    public String source() {
        return switch (broker) {
            case null -> sourceArn;
            case BrokerSpec.KafkaTopic topic -> "Kafka's topic " + topic.name();
            case BrokerSpec.RabbitMqQueue queue -> "RabbitMQ's queue " + queue.name();
        };
    }

    /**
     * @param startingPosition {@code TRIM_HORIZON}, {@code LATEST} or, of Kinesis and topics, {@code AT_TIMESTAMP}
     * @param startingTimestamp of {@code AT_TIMESTAMP} only
     * @param maximumRetryAttempts -1: until the record is too old
     * @param maximumRecordAge null: as long as the stream keeps it
     * @param parallelizationFactor 1 to 10 batches of one shard at once, in order per partition key
     * @param onFailureArn a queue or a topic that gets the position of what was given up; null: nowhere
     */
    public record Stream(
            String startingPosition,
            @Nullable Instant startingTimestamp,
            boolean bisectsOnError,
            int maximumRetryAttempts,
            @Nullable Duration maximumRecordAge,
            int parallelizationFactor,
            @Nullable String onFailureArn) {

        /** Without a timestamp. */
        public Stream(
                String startingPosition,
                boolean bisectsOnError,
                int maximumRetryAttempts,
                @Nullable Duration maximumRecordAge,
                int parallelizationFactor,
                @Nullable String onFailureArn) {
            this(
                    startingPosition,
                    null,
                    bisectsOnError,
                    maximumRetryAttempts,
                    maximumRecordAge,
                    parallelizationFactor,
                    onFailureArn);
        }
    }
}
