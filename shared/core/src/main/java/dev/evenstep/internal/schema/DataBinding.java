package dev.evenstep.internal.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.event.PlainJson;
import dev.evenstep.schema.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    public DataBinding() {
        this.mapper = WITHOUT_MODULES;
    }

    /** @param modules for classes that Jackson alone does not know; where they say otherwise than ours, they hold */
    public DataBinding(List<? extends Module> modules) {
        this.mapper = modules.isEmpty() ? WITHOUT_MODULES : mapper(modules);
    }

    private static ObjectMapper mapper(List<? extends Module> modules) {
        return JsonMapper.builder()
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
    ObjectReader reader(EventType<?> type) {
        DataClass.verify(type, mapper);
        return mapper.readerFor(type.dataClass()).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /**
     * @throws PermanentFailure {@link Reason#UNREADABLE_DATA}, naming the place and what was expected, not the value; or the
     *     class, where nothing can be read into it
     */
    static <T> T read(EventType<T> type, ObjectReader reader, ObjectNode data) {
        try {
            return type.dataClass().cast(reader.readValue(data));
        } catch (JsonProcessingException unreadable) {
            throw BindingError.failure(type.name(), type.dataClass(), data, unreadable);
        } catch (IOException impossible) {
            throw new UncheckedIOException("A tree in memory could not be read", impossible);
        }
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

    /**
     * A value from its JSON text; JSON's null is null.
     *
     * @param name what it is, for the message
     * @throws PermanentFailure {@link Reason#UNREADABLE_DATA}, naming the place and what was expected, not the value
     */
    public <T> T read(String text, Class<T> type, String name) {
        ObjectReader reader = mapper.readerFor(type).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        try {
            return reader.readValue(text);
        } catch (JsonProcessingException unreadable) {
            throw BindingError.failure(name, type, treeIfAny(text), unreadable);
        }
    }

    private JsonNode treeIfAny(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException unreadable) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Any value as JSON text.
     *
     * @throws PermanentFailure as {@link #write} does
     */
    public String text(Object value) {
        JsonNode tree = mapper.valueToTree(value);
        return PlainJson.text(tree, value.getClass().getSimpleName());
    }
}
