package dev.evenstep.aws.internal.source;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.event.Envelope;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A stream carries no bodies but changes: what cannot be decoded is one without its change. */
class DynamoDbConformanceTest extends SourceConformance<DynamodbEvent, StreamsEventResponse> {

    @Override
    public Source<DynamodbEvent, StreamsEventResponse> source() {
        return new DynamoDbChanges("Thing");
    }

    @Override
    public DynamodbEvent event(List<SourceRecord> records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records.stream().map(DynamoDbConformanceTest::record).toList());
        return event;
    }

    private static DynamodbStreamRecord record(SourceRecord record) {
        DynamodbStreamRecord changed = new DynamodbStreamRecord();
        changed.setEventID("change-" + record.number());
        changed.setEventName("MODIFY");
        changed.setEventSourceARN("arn:aws:dynamodb:eu-central-1:1:table/things/stream/2026-11-21T08:00:00.000");
        StreamRecord change = new StreamRecord();
        change.setSequenceNumber("10" + record.number());
        if (record.kind() != SourceRecord.Kind.UNDECODABLE) {
            change.setKeys(Map.of("id", new AttributeValue().withS(record.key())));
            change.setApproximateCreationDateTime(Date.from(Instant.parse("2026-11-21T08:00:00Z")));
            change.setNewImage(Map.of(
                    "number", new AttributeValue().withN(Integer.toString(record.number())),
                    "padding", new AttributeValue().withS(record.padding())));
        }
        changed.setDynamodb(change);
        return changed;
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

    @Override
    public String type() {
        return "ThingModified";
    }

    @Override
    public int numberOf(Envelope envelope) {
        Map<?, ?> image = (Map<?, ?>) requireNonNull(envelope.data().get("newImage"));
        return Integer.parseInt(String.valueOf(image.get("number")));
    }
}
