package dev.evenstep.aws.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

    @Test
    void messagesWithoutIdsAreCalledByTheirContentAndEachDiffers() {
        List<RabbitMessage> messages = Stream.of("one", "two", "one")
                .map(data -> RabbitMessage.builder()
                        .withData(KafkaConformanceTest.base64(data))
                        .withRedelivered(data.equals("two"))
                        .build())
                .toList();
        RabbitMQEvent event = RabbitMQEvent.builder()
                .withRmqMessagesByQueue(Map.of("orders::/", messages))
                .build();

        List<Delivery> deliveries = source().deliveries(event);

        assertThat(deliveries).extracting(Delivery::id).doesNotHaveDuplicates();
        assertThat(deliveries.get(2).id()).isEqualTo(deliveries.getFirst().id() + "/1");
        assertThat(deliveries).extracting(Delivery::attempt).containsExactly(1, 2, 1);
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
