package dev.evenstep.registry;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Schemas that a registry has answered, ready to read with. A registry that failed is left alone for some seconds, so that a batch does not
 * wait for it once for each record; an id that it does not know is asked for again after a minute.
 */
final class KnownSchemas {

    private static final int MOST = 1_000;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);
    private static final Duration UNKNOWN = Duration.ofMinutes(1);

    private final SchemaRegistry registry;
    private final Clock clock;
    private final Map<String, PayloadDecoder> known = new LinkedHashMap<>();
    private final Map<String, Instant> unknown = new LinkedHashMap<>();
    private Instant leftAloneUntil = Instant.MIN;
    private @Nullable RuntimeException failure;

    KnownSchemas(SchemaRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    KnownSchemas withClock(Clock other) {
        return new KnownSchemas(registry, other);
    }

    /**
     * @throws PermanentFailure where the registry has no such schema, or none that can be read
     * @throws DependencyFailure as the registry does
     * @throws ConfigurationFailure as the registry does
     */
    synchronized PayloadDecoder decoder(String id) {
        PayloadDecoder decoder = known.get(id);
        if (decoder == null) {
            decoder = made(id, asked(id));
            keep(known, id, decoder);
        }
        return decoder;
    }

    private RegisteredSchema asked(String id) {
        Instant now = clock.instant();
        if (failure != null && now.isBefore(leftAloneUntil)) {
            throw failure;
        }
        if (now.isBefore(unknown.getOrDefault(id, Instant.MIN))) {
            throw unknown(id);
        }
        RegisteredSchema schema = ask(id);
        if (schema == null) {
            keep(unknown, id, clock.instant().plus(UNKNOWN));
            throw unknown(id);
        }
        return schema;
    }

    private @Nullable RegisteredSchema ask(String id) {
        try {
            RegisteredSchema schema = registry.schema(id);
            failure = null;
            return schema;
        } catch (DependencyFailure | ConfigurationFailure failed) {
            failure = failed;
            leftAloneUntil = clock.instant().plus(LEFT_ALONE);
            throw failed;
        }
    }

    private static <T> void keep(Map<String, T> memory, String id, T value) {
        if (memory.size() >= MOST) {
            memory.remove(memory.keySet().iterator().next());
        }
        memory.put(id, value);
    }

    private static PayloadDecoder made(String id, RegisteredSchema schema) {
        return switch (schema.format()) {
            case AVRO -> AvroDecoder.of(id, schema);
            case PROTOBUF -> ProtobufDecoder.of(id, schema);
            case JSON -> (payload, limits) -> new String(payload.content(), StandardCharsets.UTF_8);
        };
    }

    private static PermanentFailure unknown(String id) {
        return new PermanentFailure(
                Reason.MALFORMED,
                "The registry has no schema " + id + ", which the payload names: register it and redrive the letter");
    }
}
