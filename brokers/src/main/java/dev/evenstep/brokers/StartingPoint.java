package dev.evenstep.brokers;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a group begins that has committed nothing yet, for {@code AT_TIMESTAMP}: at the first record of that time, and behind all
 * there are where none is younger.
 *
 * @param time null: as the consumer is set
 */
record StartingPoint(Consumer<?, ?> consumer, @Nullable Instant time) {

    void seek(Collection<TopicPartition> partitions) {
        if (time == null) {
            return;
        }
        Set<TopicPartition> begun = consumer.committed(new HashSet<>(partitions)).entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> wanted = partitions.stream()
                .filter(partition -> !begun.contains(partition))
                .collect(Collectors.toMap(Function.identity(), partition -> time.toEpochMilli()));
        consumer.offsetsForTimes(wanted).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(Set.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
    }
}
