package dev.evenstep.aws.internal.pipes;

import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceRecord;

/** A FIFO queue behind a pipe. */
class SqsPipeConformanceTest extends PipeConformance {

    @Override
    public Source<byte[], byte[]> source() {
        return Pipes.sqs();
    }

    @Override
    String record(SourceRecord record) {
        return """
                {"messageId":"%s","receiptHandle":"MessageReceiptHandle","body":%s,
                 "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1795000000000","MessageGroupId":"%s"},
                 "messageAttributes":{"tenant":{"dataType":"String","stringValue":"acme"}},"md5OfBody":"7b270e59b47ff90a553787216d55d91d",
                 "eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:123456789012:orders.fifo","awsRegion":"us-east-1"}""".formatted(item(record), quoted(record.body()), record.key());
    }

    @Override
    String item(SourceRecord record) {
        return "m-" + record.number();
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
