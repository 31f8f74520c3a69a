package dev.evenstep.aws.internal.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

class OutboxConformanceTest extends SourceConformance<DynamodbEvent, StreamsEventResponse> {

    @Override
    public Source<DynamodbEvent, StreamsEventResponse> source() {
        return new OutboxStreamRows();
    }

    @Override
    public DynamodbEvent event(List<SourceRecord> records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records.stream().map(OutboxConformanceTest::record).toList());
        return event;
    }

    private static DynamodbStreamRecord record(SourceRecord record) {
        StreamRecord change = new StreamRecord();
        change.setSequenceNumber("10" + record.number());
        change.setKeys(Map.of("entity", new AttributeValue().withS(record.key())));
        change.setNewImage(Map.of("envelope", new AttributeValue().withS(record.body())));
        DynamodbStreamRecord inserted = new DynamodbStreamRecord();
        inserted.setEventID("event-" + record.number());
        inserted.setEventName("INSERT");
        inserted.setDynamodb(change);
        return inserted;
    }

    @Override
    public Set<Integer> named(StreamsEventResponse answer, List<SourceRecord> sent) {
        return answer.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .map(sequence -> Integer.valueOf(sequence.substring(2)))
                .collect(Collectors.toSet());
    }

    @Override
    public String place(SourceRecord record) {
        return "10" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return true;
    }
}
