package dev.evenstep.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.log.EventLog;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewItemTest {

    @Test
    void viewsOfTheStreamsOfAShardAreInAllBuckets() {
        Map<Integer, Long> buckets = IntStream.range(0, 8_000)
                .mapToObj(number -> "order-" + number)
                .filter(stream -> EventLog.shardOf(stream) == 3)
                .collect(Collectors.groupingBy(ViewItem::bucket, Collectors.counting()));

        assertThat(buckets).containsOnlyKeys(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(buckets.values()).allMatch(views -> views > 80 && views < 180);
    }
}
