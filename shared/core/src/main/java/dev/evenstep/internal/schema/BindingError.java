package dev.evenstep.internal.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.util.ClassUtil;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What does not fit, by its place and by what was expected there. Jackson's own message quotes the value. */
final class BindingError {

    private static final Set<Class<?>> TIMES =
            Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class, Date.class, Calendar.class);

    /** As Jackson does, of a class without a way to read such a value. */
    private static final Pattern QUOTES = Pattern.compile(" value \\((?!no )");

    private BindingError() {}

    /**
     * The failure that tells of it. Jackson's own comes along where it blames the class, of which every event would fail;
     * where it is about a value, which it quotes, only what the class itself threw does.
     */
    static PermanentFailure failure(String name, Class<?> type, JsonNode data, JsonProcessingException unreadable) {
        if (unreadable instanceof InvalidDefinitionException unusable
                && !QUOTES.matcher(unusable.getOriginalMessage()).find()) {
            return PermanentFailure.because(
                    Reason.UNREADABLE_DATA,
                    "%s cannot be read into %s, whatever it holds: the consumer's class is at fault, or a module of Jackson that it needs is missing: %s"
                            .formatted(name, type.getSimpleName(), unusable.getOriginalMessage()),
                    unusable);
        }
        PermanentFailure failure = new PermanentFailure(
                Reason.UNREADABLE_DATA,
                "%s does not fit %s: %s".formatted(name, type.getSimpleName(), of(data, unreadable)));
        if (unreadable instanceof ValueInstantiationException && unreadable.getCause() != null) {
            failure.initCause(unreadable.getCause());
        }
        return failure;
    }

    private static String of(JsonNode data, JsonProcessingException unreadable) {
        List<JsonMappingException.Reference> path =
                unreadable instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
        JsonNode found = data;
        for (JsonMappingException.Reference step : path) {
            found = step.getFieldName() == null ? found.path(step.getIndex()) : found.path(step.getFieldName());
        }
        String place = path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining("", "data", ""));
        boolean isElement = !path.isEmpty() && path.getLast().getFieldName() == null;
        return place
                + (found instanceof MissingNode || found.isNull()
                        ? " is missing"
                        : " is " + misfit(unreadable, isElement));
    }

    private static String misfit(Throwable failure, boolean isElement) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ValueInstantiationException refused -> {
                    return "refused by " + refused.getType().getRawClass().getSimpleName();
                }
                case MismatchedInputException other
                when other.getTargetType() != null -> {
                    return "not " + expected(other.getTargetType(), isElement, other instanceof InvalidFormatException);
                }
                case InputCoercionException number -> {
                    return "not " + expected(number.getTargetType(), isElement, false);
                }
                default -> {}
            }
        }
        return "of the wrong type or value";
    }

    private static String expected(Class<?> type, boolean isElement, boolean isText) {
        Class<?> component = type.getComponentType();
        if (isElement && component != null && component.isPrimitive()) {
            return expected(component, false, isText);
        }
        Class<?> primitive = primitive(type);
        ScalarClass scalar = ScalarClass.of(primitive);
        if (scalar != null) {
            return switch (scalar) {
                case WHOLE ->
                    type == BigInteger.class
                            ? "a whole number"
                            : "a whole number that fits " + primitive.getSimpleName();
                case NUMBER -> primitive.isPrimitive() ? "a number that fits " + primitive.getSimpleName() : "a number";
                case TRUTH -> "true or false";
                case TEXT -> "a string";
                case LETTER -> "a string of one character";
                case WORD -> TIMES.contains(type) ? "a time of RFC 3339, such as 2026-11-21T08:00:00Z" : text(type);
            };
        }
        if (component != null || Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "an object";
        }
        return type.isEnum() || (isText && !type.isRecord()) ? text(type) : "an object of " + type.getSimpleName();
    }

    private static String text(Class<?> type) {
        return type.isEnum() ? "one of the names of " + type.getSimpleName() : "text of a " + type.getSimpleName();
    }

    private static Class<?> primitive(Class<?> type) {
        if (type == OptionalInt.class) {
            return int.class;
        }
        if (type == OptionalLong.class) {
            return long.class;
        }
        if (type == OptionalDouble.class) {
            return double.class;
        }
        Class<?> primitive = ClassUtil.primitiveType(type);
        return primitive == null ? type : primitive;
    }
}
