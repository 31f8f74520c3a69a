package dev.evenstep.aws.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A batch is one record, as the Kinesis Producer Library makes it: it comes again as a whole. */
class AggregatedKinesisConformanceTest extends SourceConformance<KinesisEvent, StreamsEventResponse> {

    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};

    @Override
    public Source<KinesisEvent, StreamsEventResponse> source() {
        return new KinesisRecords();
    }

    @Override
    public KinesisEvent event(List<SourceRecord> records) {
        KinesisEvent event = new KinesisEvent();
        event.setRecords(
                records.isEmpty() ? List.of() : List.of(KinesisConformanceTest.record(7, "any", aggregate(records))));
        return event;
    }

    private static byte[] aggregate(List<SourceRecord> records) {
        List<String> keys = new ArrayList<>(
                new LinkedHashSet<>(records.stream().map(SourceRecord::key).toList()));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        keys.forEach(key -> field(message, 1, key.getBytes(StandardCharsets.UTF_8)));
        field(message, 2, "340282366920938463463374607431768211455".getBytes(StandardCharsets.UTF_8));
        for (SourceRecord record : records) {
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            part.writeBytes(new byte[] {1 << 3, (byte) keys.indexOf(record.key()), 2 << 3, 0});
            field(part, 3, KinesisConformanceTest.data(record));
            field(message, 3, part.toByteArray());
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(MAGIC);
        whole.writeBytes(message.toByteArray());
        whole.writeBytes(md5(message.toByteArray()));
        return whole.toByteArray();
    }

    private static void field(ByteArrayOutputStream message, int number, byte[] bytes) {
        message.write((number << 3) | 2);
        int length = bytes.length;
        while (length > Byte.MAX_VALUE) {
            message.write((length & Byte.MAX_VALUE) | (1 << 7));
            length >>>= 7;
        }
        message.write(length);
        message.writeBytes(bytes);
    }

    private static byte[] md5(byte[] message) {
        try {
            return MessageDigest.getInstance("MD5").digest(message);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** What the documentation of ex_kpl, an aggregator of somebody else's, shows for one record. */
    @Test
    void oneThatAnotherLibraryMadeIsRead() {
        byte[] whole = HexFormat.of()
                .parseHex("f3899ac2" + "0a0d706172746974696f6e5f6b6579" + "1a080800" + "1a0464617461"
                        + "d03699da5a222fa32108ad1bd955a14e");

        assertThat(KinesisAggregate.of(ByteBuffer.wrap(whole)))
                .containsExactly(new KinesisAggregate.UserRecord(
                        "partition_key", ByteBuffer.wrap("data".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aBrokenOneIsARecordOfItsOwn() {
        byte[] whole = aggregate(List.of(SourceRecord.plain(1, "a")));

        assertThat(KinesisAggregate.of(ByteBuffer.wrap(whole))).hasSize(1);
        for (int length = 0; length < whole.length; length++) {
            assertThat(KinesisAggregate.of(ByteBuffer.wrap(Arrays.copyOf(whole, length))))
                    .isNull();
        }
        byte[] changed = whole.clone();
        changed[10]++;
        assertThat(KinesisAggregate.of(ByteBuffer.wrap(changed))).isNull();
    }

    /** The one record is named, and with it all that are in it. */
    @Override
    public Set<Integer> named(StreamsEventResponse answer, List<SourceRecord> sent) {
        return answer.getBatchItemFailures().isEmpty()
                ? Set.of()
                : Set.of(sent.getFirst().number());
    }

    @Override
    public boolean isNamedForGood() {
        return false;
    }

    @Override
    public String place(SourceRecord record) {
        return "shardId-000000000006:49590338271490256608559692538361571095921575989136588897/";
    }

    @Override
    public boolean isOrdered() {
        return true;
    }
}
