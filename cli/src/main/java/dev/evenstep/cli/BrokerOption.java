package dev.evenstep.cli;

import dev.evenstep.brokers.BrokerServers.BrokerKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code --with} takes: a broker, and where it is to answer. */
final class BrokerOption implements ITypeConverter<BrokerOption.Wanted> {

    /** @param port 0 for any that is free */
    record Wanted(BrokerKind kind, int port) {}

    @Override
    public Wanted convert(String value) {
        String[] parts = value.split(":", 2);
        BrokerKind kind = Arrays.stream(BrokerKind.values())
                .filter(one -> name(one).equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' is no broker; those that can be started are %s"
                        .formatted(
                                parts[0],
                                Arrays.stream(BrokerKind.values())
                                        .map(BrokerOption::name)
                                        .collect(Collectors.joining(", ")))));
        if (parts.length > 1 && !parts[1].matches("\\d{1,5}")) {
            throw new TypeConversionException("'%s' is no port".formatted(parts[1]));
        }
        return new Wanted(kind, parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
    }

    private static String name(BrokerKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Map<BrokerKind, Integer> ports(List<Wanted> wanted) {
        Map<BrokerKind, Integer> ports = new EnumMap<>(BrokerKind.class);
        wanted.forEach(one -> ports.put(one.kind(), one.port()));
        return ports;
    }
}
