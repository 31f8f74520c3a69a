package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Records of Kafka's topics, of Amazon MSK and of brokers of one's own. A delivery is called {@code topic-partition@offset}. The order is
 * that of a partition's key; records without one keep that of their partition, of which nobody says whether it is meant.
 *
 * <p>Lambda is answered the first record of each partition that did not settle, from which on it brings that partition again:
 * {@code {"batchItemFailures":[{"itemIdentifier":{"partition":"topic-0","offset":7}}]}} ("Configuring error handling controls for Kafka
 * event sources", AWS Lambda developer guide). Such a mapping must be in provisioned mode and say {@code ReportBatchItemFailures}.
 */
public final class KafkaRecords implements Source<KafkaEvent, Map<String, Object>> {

    private static final char OFFSET = '@';
    private static final String CONTENT_TYPE = "content-type";

    @Override
    public Redelivery redelivery() {
        return Redelivery.FROM_FIRST;
    }

    @Override
    public List<Delivery> deliveries(KafkaEvent event) {
        List<Delivery> deliveries = new ArrayList<>();
        if (event.getRecords() != null) {
            event.getRecords().values().forEach(records -> records.forEach(record -> deliveries.add(delivery(record))));
        }
        return deliveries;
    }

    private static Delivery delivery(KafkaEventRecord record) {
        Map<String, String> headers = headers(record);
        RecordBody body =
                CloudEventHeaders.enveloped(headers, headers.get(CONTENT_TYPE), RecordBody.ofBase64(record.getValue()));
        String partition = record.getTopic() + "-" + record.getPartition();
        Map<String, Delivery.Attribute> attributes = new HashMap<>();
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                attributes.put(name, new Delivery.Attribute("String", value));
            }
        });
        String key = record.getKey() == null
                ? null
                : RecordBody.ofBase64(record.getKey()).text();
        attributes.putAll(RecordBody.key(key, record.getKey()));
        if (record.getValue() == null && body.text().isEmpty()) {
            attributes.put(Delivery.TOMBSTONE, new Delivery.Attribute(Delivery.SYSTEM, "true"));
        }
        return new Delivery(
                partition + OFFSET + record.getOffset(),
                body.text(),
                key == null ? partition : partition + "/" + key,
                1,
                record.getTimestamp() > 0 ? Instant.ofEpochMilli(record.getTimestamp()) : null,
                body.marked(attributes));
    }

    private static Map<String, String> headers(KafkaEventRecord record) {
        Map<String, String> headers = new HashMap<>();
        if (record.getHeaders() != null) {
            for (Map<String, byte[]> header : record.getHeaders()) {
                header.forEach((name, value) -> headers.put(name, text(value)));
            }
        }
        return headers;
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, Object> answer(KafkaEvent event, List<Outcome> outcomes) {
        SequencedMap<String, Long> firsts = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            if (!outcome.decision().settled()) {
                String id = outcome.delivery().id();
                int offset = id.lastIndexOf(OFFSET);
                firsts.merge(id.substring(0, offset), Long.valueOf(id.substring(offset + 1)), Math::min);
            }
        }
        List<Map<String, Object>> failures = new ArrayList<>();
        firsts.forEach((partition, offset) ->
                failures.add(Map.of("itemIdentifier", Map.of("partition", partition, "offset", offset))));
        return Map.of("batchItemFailures", failures);
    }

    /** A topic that is deleted and made anew counts from 0 again: the instance that saw both runs what it knows as a duplicate. */
    @Override
    public Map<String, String> identities(KafkaEvent event) {
        Map<String, String> identities = new HashMap<>();
        deliveries(event).forEach(delivery -> identities.put(delivery.id(), delivery.id() + delivery.sentAt()));
        return identities;
    }
}
