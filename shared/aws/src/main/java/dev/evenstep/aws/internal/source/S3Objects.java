package dev.evenstep.aws.internal.source;

import dev.evenstep.internal.event.AttributeScan;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Buckets of S3 that invoke the function: "Process Amazon S3 event notifications with Lambda" (AWS Lambda developer guide). The invocation
 * is asynchronous: one that fails comes again, twice. Each object is an event, as {@link S3Notification} has it, and its delivery is called
 * by bucket, key and event.
 */
public final class S3Objects implements Source<byte[], byte[]> {

    @Override
    public Redelivery redelivery() {
        return Redelivery.BATCH;
    }

    @Override
    public List<Delivery> deliveries(byte[] event) {
        String text = new String(event, StandardCharsets.UTF_8);
        List<String> objects = S3Notification.events(text);
        if (objects == null) {
            return List.of(SnsMessages.unknown("s3", text));
        }
        List<Delivery> deliveries = new ArrayList<>();
        Numbered names = new Numbered();
        for (String object : objects) {
            Map<String, String> attributes = AttributeScan.at(object, "").outer();
            String name = attributes.get("source") + "/" + attributes.get("subject") + "@" + attributes.get("id");
            deliveries.add(new Delivery(names.name(name), object, null, 1, null, Map.of()));
        }
        return deliveries;
    }

    /** Nothing: nobody reads it. */
    @Override
    public byte[] answer(byte[] event, List<Outcome> outcomes) {
        return WholeBatch.settled(outcomes).getBytes(StandardCharsets.UTF_8);
    }
}
