package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

class RabbitMqConformanceTest extends SourceConformance<RabbitMQEvent, String> {

    @Override
    public Source<RabbitMQEvent, String> source() {
        return new RabbitMqMessages();
    }

    @Override
    public RabbitMQEvent event(List<SourceRecord> records) {
        return RabbitMQEvent.builder()
                .withRmqMessagesByQueue(Map.of(
                        "orders::/",
                        records.stream().map(RabbitMqConformanceTest::message).toList()))
                .build();
    }

    private static RabbitMessage message(SourceRecord record) {
        return RabbitMessage.builder()
                .withBasicProperties(BasicProperties.builder()
                        .withMessageId("m-" + record.number())
                        .build())
                .withData(
                        record.kind() == SourceRecord.Kind.UNDECODABLE
                                ? "*no base64*"
                                : KafkaConformanceTest.base64(record.body()))
                .build();
    }

    @Override
    public Set<Integer> named(String answer, List<SourceRecord> sent) {
        return Set.of();
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
