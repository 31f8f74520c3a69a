package dev.evenstep.aws.internal.eventbridge;

import dev.evenstep.aws.internal.source.BusRecord;
import dev.evenstep.aws.internal.source.JsonSlices;
import dev.evenstep.aws.internal.source.MessageNames;
import dev.evenstep.aws.internal.source.Numbered;
import dev.evenstep.aws.internal.source.RecordBody;
import dev.evenstep.aws.internal.source.WholeBatch;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of EventBridge's custom event bus ({@code AWS::EventsV2}), whose subscribers invoke the function: one as an object, where {@code
 * MaxBatchSize} is 1, and else an array ("Lambda function target", Amazon EventBridge user guide). They come alone ({@code RAW}) or with
 * their metadata ({@code WITH_METADATA}), of which a delivery has its name and its group. No partial failure is documented: a function
 * that fails is delivered the batch again, by {@code RetryPolicy}.
 *
 * @param isFifo whether the subscriber is, so that events of one group have an order
 */
public record CustomBusEvents(boolean isFifo) implements Source<byte[], byte[]> {

    /** Without its metadata, nobody knows an event's group: a batch has one order then. */
    private static final String UNKNOWN_GROUP = "events";

    @Override
    public Redelivery redelivery() {
        return Redelivery.BATCH;
    }

    @Override
    public List<Delivery> deliveries(byte[] event) {
        List<String> events = JsonSlices.elements(event);
        Numbered names = new Numbered();
        List<Delivery> deliveries = new ArrayList<>();
        for (String one : events == null ? List.of(new String(event, StandardCharsets.UTF_8)) : events) {
            deliveries.add(delivery(one, names));
        }
        return deliveries;
    }

    private Delivery delivery(String text, Numbered names) {
        BusRecord record = BusRecord.of(text);
        if (record == null) {
            RecordBody body = RecordBody.ofText(text);
            return new Delivery(
                    names.name("event/" + MessageNames.of(text)),
                    body.text(),
                    isFifo ? UNKNOWN_GROUP : null,
                    1,
                    EventBridgeEnvelope.timeOf(text),
                    body.marked(Map.of()));
        }
        String id = record.eventId() == null ? MessageNames.of(text) : record.eventId();
        RecordBody body = body(text, record);
        return new Delivery(
                names.name("event/" + id),
                body.text(),
                isFifo ? record.group() : null,
                1,
                record.ingested(),
                body.marked(Map.of()));
    }

    /** With its metadata, so that a dead letter has them too; opaque bytes are those alone. */
    private static RecordBody body(String text, BusRecord record) {
        @Nullable String opaque = record.isOpaque() ? JsonSlices.text(record.data()) : null;
        return opaque == null ? RecordBody.ofText(text) : RecordBody.ofBase64(opaque);
    }

    /** Nothing: nobody reads it. */
    @Override
    public byte[] answer(byte[] event, List<Outcome> outcomes) {
        return WholeBatch.settled(outcomes).getBytes(StandardCharsets.UTF_8);
    }
}
