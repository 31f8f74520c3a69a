package dev.evenstep.aws.internal.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.Envelope;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A bucket carries no bodies but keys: what cannot be decoded is no notification, and what is huge has a huge key. */
class S3ConformanceTest extends SourceConformance<byte[], byte[]> {

    private static final String OBJECT = """
            {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-west-2","eventTime":"2026-11-21T08:00:00.000Z",
             "eventName":"ObjectCreated:Put","userIdentity":{"principalId":"AIDAJDPLRKLG7UEXAMPLE"},
             "requestParameters":{"sourceIPAddress":"172.16.0.1"},
             "responseElements":{"x-amz-request-id":"request-%1$d","x-amz-id-2":"FMyUVURIY8"},
             "s3":{"s3SchemaVersion":"1.0","configurationId":"config","bucket":{"name":"orders","arn":"arn:aws:s3:::orders"},
              "object":{"key":"a+file%%2C/%1$d%2$s","size":%1$d,"eTag":"d41d8cd9","sequencer":"0055AED6DCD9028%1$d"}}}""";

    @Override
    public Source<byte[], byte[]> source() {
        return new S3Objects();
    }

    @Override
    public byte[] event(List<SourceRecord> records) {
        SourceRecord record = records.getFirst();
        return switch (record.kind()) {
            case PLAIN, HUGE -> notification(OBJECT.formatted(record.number(), record.padding()));
            case UNDECODABLE -> notification("{\"s3\":{\"n\":" + record.number() + "}}");
        };
    }

    static byte[] notification(int... numbers) {
        return notification(Arrays.stream(numbers)
                .mapToObj(number -> OBJECT.formatted(number, ""))
                .collect(Collectors.joining(",")));
    }

    private static byte[] notification(String objects) {
        return ("{\"Records\":[" + objects + "]}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void eachObjectIsARecordAndWhatS3TriesOutIsNone() {
        assertThat(source().deliveries(notification(1, 2, 2)))
                .extracting(delivery -> delivery.id())
                .containsExactly(
                        "aws:s3.us-west-2.orders/a file,/1@request-1.FMyUVURIY8.0055AED6DCD90281",
                        "aws:s3.us-west-2.orders/a file,/2@request-2.FMyUVURIY8.0055AED6DCD90282",
                        "aws:s3.us-west-2.orders/a file,/2@request-2.FMyUVURIY8.0055AED6DCD90282/1");
        byte[] test = "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(source().deliveries(test)).isEmpty();
        assertThat(source().answer(test, List.of())).isEmpty();
    }

    @Override
    public Set<Integer> named(byte[] answer, List<SourceRecord> sent) {
        return Set.of();
    }

    @Override
    public String place(SourceRecord record) {
        return record.kind() == SourceRecord.Kind.UNDECODABLE ? "s3/" : "@request-" + record.number() + ".";
    }

    @Override
    protected String payload(SourceRecord record) {
        return "\"size\":" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public String type() {
        return "com.amazonaws.s3.ObjectCreated:Put";
    }

    @Override
    public int numberOf(Envelope envelope) {
        return Integer.parseInt(String.valueOf(requireNonNull(envelope.data().get("size"))));
    }
}
