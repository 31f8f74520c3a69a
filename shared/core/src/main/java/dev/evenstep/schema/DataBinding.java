package dev.evenstep.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.util.stream.Collectors;

/**
 * Data between its JSON and its class. Unknown properties are ignored, so that producers may add; a record component
 * that is not {@code @Nullable} must be there and not null.
 */
public final class DataBinding {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .annotationIntrospector(new RequiredUnlessNullable())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    /** @throws PermanentFailure {@link Reason#UNREADABLE_DATA}, naming the place and what was expected, not the value */
    <T> T read(EventType<T> type, ObjectNode data) {
        try {
            return mapper.treeToValue(data, type.dataClass());
        } catch (JsonMappingException unreadable) {
            String place = unreadable.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
            throw failure(type, "data" + place);
        } catch (JsonProcessingException unreadable) {
            throw failure(type, "data");
        }
    }

    /**
     * An object as the JSON tree that an envelope holds.
     *
     * @throws IllegalArgumentException when it is not written as a JSON object
     */
    public ObjectNode write(Object data) {
        if (mapper.valueToTree(data) instanceof ObjectNode tree) {
            return tree;
        }
        throw new IllegalArgumentException(
                data.getClass().getName() + " is not written as a JSON object, which event data must be");
    }

    /** Any value as JSON text. */
    public String text(Object value) {
        return mapper.valueToTree(value).toString();
    }

    /** Jackson's own message quotes the value, so it is left behind. */
    private static PermanentFailure failure(EventType<?> type, String place) {
        return new PermanentFailure(
                Reason.UNREADABLE_DATA,
                "%s does not fit %s: %s is missing or of the wrong type or value"
                        .formatted(type.name(), type.dataClass().getSimpleName(), place));
    }
}
