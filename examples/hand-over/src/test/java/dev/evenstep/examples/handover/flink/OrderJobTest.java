package dev.evenstep.examples.handover.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.examples.handover.Fold;
import dev.evenstep.examples.handover.Fold.TopicRecord;
import dev.evenstep.examples.handover.OrderFact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

class OrderJobTest {

    @Test
    void itAnswersWhatAFoldOverTheSameRecordsDoes() throws Exception {
        List<TopicRecord> records = Fold.records(1);
        Fold fold = Fold.of(records);
        StreamExecutionEnvironment cluster = StreamExecutionEnvironment.createLocalEnvironment(2);
        OrderJob job = OrderJob.of(cluster.fromData(
                records.stream()
                        .map(record -> record.value().getBytes(StandardCharsets.UTF_8))
                        .toList(),
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));

        CloseableIterator<Revenue> revenues = job.revenue().collectAsync();
        CloseableIterator<OrderFact> changes = job.status().collectAsync();
        CloseableIterator<String> reasons = job.unreadable().collectAsync();
        JobClient running = cluster.executeAsync("orders");
        try {
            Map<String, Long> revenue = new HashMap<>();
            revenues.forEachRemaining(
                    hour -> revenue.put(hour.currency() + " " + Instant.ofEpochMilli(hour.hour()), hour.cents()));
            Map<String, String> status = new HashMap<>();
            changes.forEachRemaining(change -> status.put(change.order(), change.type()));
            List<String> unreadable = new ArrayList<>();
            reasons.forEachRemaining(unreadable::add);
            var unused = running.getJobExecutionResult().get();

            assertThat(revenue).isEqualTo(fold.revenue()).hasSizeGreaterThan(10);
            assertThat(status).isEqualTo(fold.status());
            assertThat(unreadable).hasSize(fold.unreadable()).contains("unknown-type", "unknown-version", "malformed");
        } finally {
            revenues.close();
            changes.close();
            reasons.close();
        }
    }
}
