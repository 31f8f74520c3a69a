package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.brokers.BrokerServers.BrokerKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class BrokerOptionTest {

    private final BrokerOption option = new BrokerOption();

    @Test
    void aBrokerHasAnyFreePortOrTheNamedOne() {
        assertThat(BrokerOption.ports(List.of(option.convert("kafka:9092"), option.convert("rabbitmq"))))
                .isEqualTo(Map.of(BrokerKind.KAFKA, 9092, BrokerKind.RABBITMQ, 0));
    }

    @ParameterizedTest
    @CsvSource({"pulsar,'kafka, rabbitmq'", "Kafka,no broker", "kafka:x,no port", "kafka:,no port"})
    void anythingElseIsRefusedWithWhatThereIs(String value, String why) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> option.convert(value))
                .withMessageContaining(why);
    }
}
