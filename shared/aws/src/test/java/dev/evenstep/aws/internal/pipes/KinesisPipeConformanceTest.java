package dev.evenstep.aws.internal.pipes;

import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceRecord;

class KinesisPipeConformanceTest extends PipeConformance {

    private static final String NO_TEXT = "wyg=";

    @Override
    public Source<byte[], byte[]> source() {
        return Pipes.kinesis();
    }

    @Override
    String record(SourceRecord record) {
        return """
                {"kinesisSchemaVersion":"1.0","partitionKey":"%s","sequenceNumber":"4959%d","data":"%s",
                 "approximateArrivalTimestamp":1545084650.987,"eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"%s",
                 "eventName":"aws:kinesis:record","invokeIdentityArn":"arn:aws:iam::123456789012:role/lambda-role","awsRegion":"us-east-2",
                 "eventSourceARN":"arn:aws:kinesis:us-east-2:123456789012:stream/lambda-stream"}""".formatted(record.key(), record.number(), data(record), item(record));
    }

    private static String data(SourceRecord record) {
        return record.kind() == SourceRecord.Kind.UNDECODABLE ? NO_TEXT : base64(record);
    }

    @Override
    String item(SourceRecord record) {
        return "shardId-000000000006:4959" + record.number();
    }

    @Override
    public String place(SourceRecord record) {
        return item(record);
    }

    @Override
    public boolean isOrdered() {
        return true;
    }
}
