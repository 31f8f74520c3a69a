package dev.evenstep.internal.schema;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.event.PlainJson;
import dev.evenstep.schema.EventType;
import java.io.IOException;
import java.util.List;

/**
 * Data between its JSON and its class. Unknown properties are ignored, so that producers may add; a record component
 * that is not {@code @Nullable} must be there and not null, and so must what a list or a map holds. Nothing is coerced:
 * text is read from text, a number from a number that fits, a moment from the text of RFC 3339. Numbers are written with
 * their value and plainly, moments as RFC 3339.
 */
public final class DataBinding {

    /** For all of a process, which finds out once how a class is read. */
    private static final ObjectMapper WITHOUT_MODULES = mapper(List.of());

    private final ObjectMapper mapper;
    private final ObjectWriter writer;

    public DataBinding() {
        this(List.of());
    }

    /** @param modules for classes that Jackson alone does not know; where they say otherwise than ours, they hold */
    public DataBinding(List<? extends Module> modules) {
        this.mapper = modules.isEmpty() ? WITHOUT_MODULES : mapper(modules);
        this.writer = mapper.writer();
    }

    private static ObjectMapper mapper(List<? extends Module> modules) {
        return JsonMapper.builder(PlainJson.factory())
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .addModule(new TimesModule())
                .addModule(new SimpleModule("strictness").setDeserializerModifier(new StrictScalars()))
                .annotationIntrospector(new RequiredUnlessNullable())
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .defaultLeniency(false)
                .withCoercionConfigDefaults(
                        config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .addModules(modules)
                .build();
    }

    /**
     * Made once a type, which finds out how its class is read.
     *
     * @throws InvalidSchemaException when it cannot be read
     */
    <T> DataReader<T> reader(EventType<T> type) {
        DataClass.verify(type, mapper);
        return reader(type.dataClass(), type.name());
    }

    /**
     * Made once, for what is read often.
     *
     * @param name what is read, for the message of a failure
     */
    public <T> DataReader<T> reader(Class<T> type, String name) {
        return new DataReader<>(
                name, type, mapper.readerFor(type).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS));
    }

    /**
     * An object as the JSON tree that an envelope holds.
     *
     * @throws IllegalArgumentException when it is not written as a JSON object, or has a time that RFC 3339 has not
     * @throws PermanentFailure for a number that JSON does not have, or that is too long: see {@link PlainJson}
     */
    public ObjectNode write(Object data) {
        JsonNode tree = mapper.valueToTree(data);
        if (tree instanceof ObjectNode object) {
            return PlainJson.of(object, data.getClass().getSimpleName());
        }
        throw new IllegalArgumentException(
                data.getClass().getName() + " is not written as a JSON object, which event data must be");
    }

    /** A value from its JSON text, as {@link DataReader#read(String)} has it. */
    public <T> T read(String text, Class<T> type, String name) {
        return reader(type, name).read(text);
    }

    /**
     * Any value as JSON text.
     *
     * @throws PermanentFailure as {@link #write} does
     */
    public String text(Object value) {
        try {
            return PlainJson.text(writer, value);
        } catch (IOException refused) {
            // A tree has what was refused at its place.
            return PlainJson.text(
                    mapper.<JsonNode>valueToTree(value), value.getClass().getSimpleName());
        }
    }
}
