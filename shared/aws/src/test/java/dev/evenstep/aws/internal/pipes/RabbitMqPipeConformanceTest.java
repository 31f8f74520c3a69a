package dev.evenstep.aws.internal.pipes;

import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceRecord;

class RabbitMqPipeConformanceTest extends PipeConformance {

    @Override
    public Source<byte[], byte[]> source() {
        return Pipes.rabbitMq();
    }

    @Override
    String record(SourceRecord record) {
        return """
                {"eventSource":"aws:rmq","eventSourceArn":"arn:aws:mq:us-east-1:123456789012:broker:pizzaBroker:b-9bcfa592","eventSourceKey":"orders::/",
                 "basicProperties":{"contentType":"text/plain","contentEncoding":null,"headers":{"header1":{"bytes":[118]},"number":7},
                  "deliveryMode":1,"messageId":"m-%d","bodySize":80},"redelivered":false,"data":"%s"}""".formatted(record.number(), base64(record));
    }

    @Override
    String item(SourceRecord record) {
        return "none";
    }

    @Override
    public String place(SourceRecord record) {
        return "orders::/" + "/m-" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }
}
