package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent.ActiveMQMessage;
import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent.Destination;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.util.List;
import java.util.Set;

class ActiveMqConformanceTest extends SourceConformance<ActiveMQEvent, String> {

    @Override
    public Source<ActiveMQEvent, String> source() {
        return new ActiveMqMessages();
    }

    @Override
    public ActiveMQEvent event(List<SourceRecord> records) {
        return ActiveMQEvent.builder()
                .withMessages(
                        records.stream().map(ActiveMqConformanceTest::message).toList())
                .build();
    }

    private static ActiveMQMessage message(SourceRecord record) {
        return ActiveMQMessage.builder()
                .withMessageID("ID:broker-1:" + record.number())
                .withDestination(
                        Destination.builder().withPhysicalName("orders").build())
                .withTimestamp(1_795_000_000_000L)
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
        return "orders/ID:broker-1:" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }
}
