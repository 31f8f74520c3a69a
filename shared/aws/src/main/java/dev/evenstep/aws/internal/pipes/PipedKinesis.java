package dev.evenstep.aws.internal.pipes;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.aws.internal.source.KinesisRecords;
import dev.evenstep.spi.Source;
import java.util.List;

/** "Amazon Kinesis stream as a source" (Amazon EventBridge user guide): the record is flat, unlike Lambda's own. */
final class PipedKinesis implements PipeFormat<KinesisEvent> {

    private static final KinesisRecords SOURCE = new KinesisRecords();

    @Override
    public List<String> eventSources() {
        return List.of("aws:kinesis");
    }

    @Override
    public Source<KinesisEvent, ?> source() {
        return SOURCE;
    }

    @Override
    public String identifier() {
        return "eventID";
    }

    @Override
    public KinesisEvent event(JsonNode record) {
        KinesisEvent.Record content = new KinesisEvent.Record();
        content.setPartitionKey(RecordMembers.text(record, "partitionKey"));
        content.setSequenceNumber(RecordMembers.text(record, "sequenceNumber"));
        content.setData(RecordMembers.bytes(record.path("data")));
        content.setApproximateArrivalTimestamp(RecordMembers.seconds(record.path("approximateArrivalTimestamp")));
        KinesisEventRecord whole = new KinesisEventRecord();
        whole.setEventID(RecordMembers.text(record, "eventID"));
        whole.setKinesis(content);
        KinesisEvent event = new KinesisEvent();
        event.setRecords(List.of(whole));
        return event;
    }
}
