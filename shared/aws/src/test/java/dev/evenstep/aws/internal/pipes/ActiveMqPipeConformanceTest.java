package dev.evenstep.aws.internal.pipes;

import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceRecord;

class ActiveMqPipeConformanceTest extends PipeConformance {

    @Override
    public Source<byte[], byte[]> source() {
        return Pipes.activeMq();
    }

    @Override
    String record(SourceRecord record) {
        return """
                {"eventSource":"aws:amq","eventSourceARN":"arn:aws:mq:us-east-2:112556298976:broker:test:b-5a526e27","messageID":"ID:b-1:%d",
                 "messageType":"jms/text-message","deliveryMode":1,"replyTo":null,"type":null,"expiration":"60000","priority":1,
                 "correlationId":"myJMSCoID","redelivered":false,"destination":{"physicalName":"orders"},"data":"%s",
                 "timestamp":1598827811958,"brokerInTime":1598827811958,"brokerOutTime":1598827811959,"properties":{"index":"1"}}""".formatted(record.number(), base64(record));
    }

    @Override
    String item(SourceRecord record) {
        return "none";
    }

    @Override
    public String place(SourceRecord record) {
        return "orders/ID:b-1:" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }
}
