package dev.evenstep.registry;

import java.util.Map;

/**
 * A schema as a registry has it.
 *
 * @param text Avro's JSON; of Protobuf, Base64 of a {@code FileDescriptorProto}; of JSON, whatever there is
 * @param references the schemas that it refers to, by the names that it has for them
 */
public record RegisteredSchema(Format format, String text, Map<String, RegisteredSchema> references) {

    /** What payloads are written in. */
    public enum Format {
        AVRO,
        PROTOBUF,
        /** JSON with a schema, which it has to fit already: nothing is decoded. */
        JSON
    }

    public RegisteredSchema {
        references = Map.copyOf(references);
    }

    /** One that refers to no other. */
    public RegisteredSchema(Format format, String text) {
        this(format, text, Map.of());
    }
}
