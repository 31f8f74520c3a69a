package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

class KinesisConformanceTest extends SourceConformance<KinesisEvent, StreamsEventResponse> {

    private static final String SHARD = "shardId-000000000006:";
    private static final byte[] NO_TEXT = {(byte) 0xC3, (byte) 0x28};

    @Override
    public Source<KinesisEvent, StreamsEventResponse> source() {
        return new KinesisRecords();
    }

    @Override
    public KinesisEvent event(List<SourceRecord> records) {
        KinesisEvent event = new KinesisEvent();
        event.setRecords(records.stream().map(KinesisConformanceTest::record).toList());
        return event;
    }

    private static KinesisEventRecord record(SourceRecord record) {
        return record(record.number(), record.key(), data(record));
    }

    static byte[] data(SourceRecord record) {
        return record.kind() == SourceRecord.Kind.UNDECODABLE
                ? NO_TEXT
                : record.body().getBytes(StandardCharsets.UTF_8);
    }

    static KinesisEventRecord record(int number, String key, byte[] data) {
        KinesisEvent.Record content = new KinesisEvent.Record();
        content.setSequenceNumber(sequenceNumber(number));
        content.setPartitionKey(key);
        content.setData(ByteBuffer.wrap(data));
        content.setApproximateArrivalTimestamp(Date.from(Instant.parse("2026-11-21T08:00:00Z")));
        KinesisEventRecord record = new KinesisEventRecord();
        record.setEventID(SHARD + content.getSequenceNumber());
        record.setKinesis(content);
        return record;
    }

    private static String sequenceNumber(int number) {
        return "4959033827149025660855969253836157109592157598913658889" + number;
    }

    @Override
    public Set<Integer> named(StreamsEventResponse answer, List<SourceRecord> sent) {
        return answer.getBatchItemFailures().stream()
                .map(failure -> failure.getItemIdentifier())
                .map(sequence -> sent.stream()
                        .filter(record -> sequenceNumber(record.number()).equals(sequence))
                        .findFirst()
                        .orElseThrow()
                        .number())
                .collect(Collectors.toSet());
    }

    @Override
    public String place(SourceRecord record) {
        return SHARD + sequenceNumber(record.number());
    }

    @Override
    public boolean isOrdered() {
        return true;
    }
}
