package dev.evenstep.brokers;

import dev.evenstep.local.broker.BrokerReader;
import dev.evenstep.local.broker.Brokers;
import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The brokers at given addresses, whatever a template says where its brokers are: a local run never reads from elsewhere.
 *
 * @param kafka bootstrap servers, such as {@code 127.0.0.1:9092}; null: there is none
 * @param rabbitMq with user and password, such as {@code amqp://guest:guest@127.0.0.1:5672}; null: there is none
 */
public record ConnectedBrokers(
        @Nullable String kafka, @Nullable URI rabbitMq) implements Brokers {

    @Override
    public boolean serve(BrokerSpec source) {
        return switch (source) {
            case BrokerSpec.KafkaTopic topic -> kafka != null;
            case BrokerSpec.RabbitMqQueue queue -> rabbitMq != null;
        };
    }

    @Override
    public BrokerReader open(MappingSpec mapping) {
        return switch (mapping.broker()) {
            case BrokerSpec.KafkaTopic topic when kafka != null -> KafkaReader.open(kafka, mapping, topic);
            case BrokerSpec.RabbitMqQueue queue when rabbitMq != null -> RabbitMqReader.open(rabbitMq, mapping, queue);
            case null, default -> throw new IllegalArgumentException("No broker is here for " + mapping.source());
        };
    }
}
