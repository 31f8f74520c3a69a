package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of a Kinesis stream, those that its producer library has aggregated taken apart. The order is that of the partition key. A
 * delivery is called by its shard and sequence number, as Lambda's {@code eventID} is ("Process Amazon Kinesis Data Streams records with
 * Lambda", AWS Lambda developer guide), one of an aggregate by its place in that besides.
 */
public final class KinesisRecords implements Source<KinesisEvent, StreamsEventResponse> {

    private static final char PART = '/';

    @Override
    public Redelivery redelivery() {
        return Redelivery.FROM_FIRST;
    }

    @Override
    public List<Delivery> deliveries(KinesisEvent event) {
        List<Delivery> deliveries = new ArrayList<>();
        for (KinesisEventRecord record : records(event)) {
            deliveries.addAll(deliveries(record));
        }
        return deliveries;
    }

    private static List<Delivery> deliveries(KinesisEventRecord record) {
        KinesisEvent.Record content = record.getKinesis();
        ByteBuffer bytes = content.getData() == null ? ByteBuffer.allocate(0) : content.getData();
        Date arrival = content.getApproximateArrivalTimestamp();
        Instant sentAt = arrival == null ? null : arrival.toInstant();
        List<KinesisAggregate.UserRecord> parts = KinesisAggregate.of(bytes);
        if (parts == null) {
            return List.of(delivery(id(record), content.getPartitionKey(), bytes, sentAt));
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            KinesisAggregate.UserRecord part = parts.get(i);
            deliveries.add(delivery(id(record) + PART + i, part.partitionKey(), part.data(), sentAt));
        }
        return deliveries;
    }

    private static Delivery delivery(String id, @Nullable String key, ByteBuffer bytes, @Nullable Instant sentAt) {
        RecordBody body = RecordBody.of(bytes);
        return new Delivery(id, body.text(), key, 1, sentAt, body.marked(RecordBody.key(key, null)));
    }

    @Override
    public StreamsEventResponse answer(KinesisEvent event, List<Outcome> outcomes) {
        return StreamAnswers.from(
                outcomes, outcome -> sequenceNumber(outcome.delivery().id()));
    }

    /** The shard is in the name, so that it is one of its own. */
    @Override
    public Map<String, String> identities(KinesisEvent event) {
        Map<String, String> identities = new HashMap<>();
        for (Delivery delivery : deliveries(event)) {
            identities.put(delivery.id(), delivery.id());
        }
        return identities;
    }

    private static String sequenceNumber(String id) {
        int part = id.indexOf(PART);
        return id.substring(id.indexOf(':') + 1, part < 0 ? id.length() : part);
    }

    private static String id(KinesisEventRecord record) {
        return record.getEventID() == null ? record.getKinesis().getSequenceNumber() : record.getEventID();
    }

    private static List<KinesisEventRecord> records(KinesisEvent event) {
        return event.getRecords() == null ? List.of() : event.getRecords();
    }
}
