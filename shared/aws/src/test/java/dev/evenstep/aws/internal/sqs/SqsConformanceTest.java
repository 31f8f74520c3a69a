package dev.evenstep.aws.internal.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.aws.internal.eventbridge.EventBridgeEnvelope;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A FIFO queue's messages; what a rule has put there says of a replay what the bus says. */
class SqsConformanceTest extends SourceConformance<SQSEvent, SQSBatchResponse> {

    @Override
    protected UnaryOperator<JsonNode> unwrap() {
        return EventBridgeEnvelope::unwrap;
    }

    @Override
    public Source<SQSEvent, SQSBatchResponse> source() {
        return new SqsMessages();
    }

    @Override
    public SQSEvent event(List<SourceRecord> records) {
        SQSEvent event = new SQSEvent();
        event.setRecords(
                records.stream().map(record -> message(record, body(record))).toList());
        return event;
    }

    String body(SourceRecord record) {
        return record.body();
    }

    private static SQSMessage message(SourceRecord record, String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m-" + record.number());
        message.setEventSourceArn("arn:aws:sqs:eu-central-1:1:orders.fifo");
        message.setAttributes(Map.of("MessageGroupId", record.key(), "ApproximateReceiveCount", "1"));
        message.setBody(body);
        return message;
    }

    @Override
    public Optional<SQSEvent> replayed(SourceRecord record) {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message(record, """
                {"version":"0","id":"bus-1","source":"test","detail-type":"Happened","time":"2026-11-21T08:00:00Z",
                 "replay-name":"after-the-outage","detail":%s}""".formatted(record.body()))));
        return Optional.of(event);
    }

    @Override
    public Set<Integer> named(SQSBatchResponse answer, List<SourceRecord> sent) {
        return answer.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .map(id -> Integer.valueOf(id.substring(2)))
                .collect(Collectors.toSet());
    }

    @Override
    public String place(SourceRecord record) {
        return "m-" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return true;
    }
}
