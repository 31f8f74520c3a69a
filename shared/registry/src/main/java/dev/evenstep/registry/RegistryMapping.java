package dev.evenstep.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.RecordMapping;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON of payloads in Avro and Protobuf that name their schema, in Confluent's wire format or Glue's. A body of bytes becomes a body
 * of JSON, which another mapping makes an envelope of; an envelope whose data are such bytes (CloudEvents' binary mode) gets them as JSON. What is
 * neither stays as it is.
 *
 * <p>What cannot be decoded is dead-lettered as it came: {@link Reason#MALFORMED}, with the schema's id. While the registry does not answer,
 * records are tried again.
 */
public final class RegistryMapping implements RecordMapping {

    private static final String DATA_BASE64 = "data_base64";

    private final WireFormat format;
    private final KnownSchemas schemas;
    private final Limits limits;
    private final JsonText json;

    private RegistryMapping(WireFormat format, KnownSchemas schemas, Limits limits) {
        this.format = format;
        this.schemas = schemas;
        this.limits = limits;
        this.json = new JsonText(limits);
    }

    /** Of Confluent's serializers: a zero, and four bytes of the schema's id. */
    public static RegistryMapping confluent(SchemaRegistry registry) {
        return new RegistryMapping(
                WireFormat.CONFLUENT, new KnownSchemas(registry, Clock.systemUTC()), Limits.defaults());
    }

    /** Of AWS Glue's serializers: a three, how it is compressed, and 16 bytes of the schema version's id. Avro only. */
    public static RegistryMapping glue(SchemaRegistry registry) {
        return new RegistryMapping(WireFormat.GLUE, new KnownSchemas(registry, Clock.systemUTC()), Limits.defaults());
    }

    /** The most that is read, and that JSON is made of: 128 KiB by default. */
    public RegistryMapping withMaxBytes(int bytes) {
        return new RegistryMapping(format, schemas, limits.withMaxBytes(bytes));
    }

    /** The deepest nesting that is read: 64 levels by default. */
    public RegistryMapping withMaxDepth(int levels) {
        return new RegistryMapping(format, schemas, limits.withMaxDepth(levels));
    }

    /** Of how long a registry that failed is left alone. */
    RegistryMapping withClock(Clock clock) {
        return new RegistryMapping(format, schemas.withClock(clock), limits);
    }

    @Override
    public Delivery map(Delivery record) {
        if (record.system(Delivery.ENCODING) != null) {
            String decoded = decoded(record.content());
            return decoded == null ? record : record.withBody(decoded);
        }
        return record.body().contains("\"" + DATA_BASE64 + "\"") ? withData(record) : record;
    }

    private Delivery withData(Delivery record) {
        if (!(json.parse(record.body()) instanceof ObjectNode envelope)) {
            return record;
        }
        JsonNode base64 = envelope.get(DATA_BASE64);
        String decoded = base64 == null || !base64.isTextual() ? null : decoded(bytes(base64.textValue()));
        if (decoded == null) {
            return record;
        }
        envelope.remove(List.of(DATA_BASE64, "data"));
        envelope.put("datacontenttype", "application/json");
        String attributes = envelope.toString();
        return record.withBody(attributes.substring(0, attributes.length() - 1) + ",\"data\":" + decoded + "}");
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw PermanentFailure.because(Reason.MALFORMED, "The envelope's data_base64 is no Base64", broken);
        }
    }

    /** Null where the bytes name no schema. */
    private @Nullable String decoded(byte[] bytes) {
        if (bytes.length > limits.maxBytes()) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "The payload has %,d bytes; the limit is %,d".formatted(bytes.length, limits.maxBytes()));
        }
        WireFormat.Payload payload = format.read(bytes, limits.maxBytes());
        if (payload == null) {
            return null;
        }
        PayloadDecoder decoder = schemas.decoder(payload.schemaId());
        return decoder.json(payload, limits);
    }
}
