package dev.evenstep.cli;

import dev.evenstep.brokers.BrokerServers.Kind;
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
    record Wanted(Kind kind, int port) {}

    @Override
    public Wanted convert(String value) {
        String[] parts = value.split(":", 2);
        Kind kind = Arrays.stream(Kind.values())
                .filter(one -> name(one).equals(parts[0]))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'%s' is no broker; those that can be started are %s"
                        .formatted(
                                parts[0],
                                Arrays.stream(Kind.values())
                                        .map(BrokerOption::name)
                                        .collect(Collectors.joining(", ")))));
        if (parts.length > 1 && !parts[1].matches("\\d{1,5}")) {
            throw new TypeConversionException("'%s' is no port".formatted(parts[1]));
        }
        return new Wanted(kind, parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Map<Kind, Integer> ports(List<Wanted> wanted) {
        Map<Kind, Integer> ports = new EnumMap<>(Kind.class);
        wanted.forEach(one -> ports.put(one.kind(), one.port()));
        return ports;
    }
}
