package dev.evenstep.aws.internal.pipes;

import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceRecord;

/** The pipe is named no record: a batch that fails in part comes again. */
class KafkaPipeConformanceTest extends PipeConformance {

    @Override
    public Source<byte[], byte[]> source() {
        return Pipes.kafka();
    }

    @Override
    String record(SourceRecord record) {
        return """
                {"eventSource":"aws:kafka","eventSourceARN":"arn:aws:kafka:sa-east-1:123456789012:cluster/vpc-2priv-2pub/751d2973",
                 "eventSourceKey":"orders-0","topic":"orders","partition":0,"offset":%d,"timestamp":1545084650987,
                 "timestampType":"CREATE_TIME","key":"%s","value":"%s","headers":[{"tenant":[97,99,109,101]}]}""".formatted(record.number(), record.key().equals("a") ? "YQ==" : "Yg==", base64(record));
    }

    @Override
    String item(SourceRecord record) {
        return "none";
    }

    @Override
    public String place(SourceRecord record) {
        return "orders-0@" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return true;
    }
}
