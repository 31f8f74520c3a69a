package dev.evenstep.effect;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item.Null;
import dev.evenstep.internal.effect.InvalidEffectException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Attribute values, as DynamoDB has them: text, numbers (as {@link BigDecimal} in one form, so that equal numbers are
 * equal), booleans, {@link Bytes}, {@link Null}, sets of text, of numbers or of bytes, and lists and maps of all these.
 * What DynamoDB cannot store is refused here, for every store; the limits are those of its developer guide,
 * "Constraints".
 */
final class Values {

    /** Levels of nesting, of which the attribute itself is the first. */
    private static final int MOST_LEVELS = 32;

    private static final int MOST_BYTES_OF_A_NAME = 65_535;

    private Values() {}

    static Map<String, Object> copy(Map<String, ?> values) {
        return map("", values, 0);
    }

    /** Of values that become elements of the lists that the names stand for, one level further down. */
    static Map<String, Object> elements(Map<String, ?> values) {
        return map("", values, 1);
    }

    static Object normal(String name, @Nullable Object value) {
        return normal(requireName(name), value, 1);
    }

    /** What a value is, in a word. */
    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "missing";
            case String text -> "a text";
            case Boolean truth -> "a boolean";
            case Number number -> "a number";
            case Bytes bytes -> "binary";
            case Null none -> "NULL";
            case Set<?> set -> "a set";
            case List<?> list -> "a list";
            case Map<?, ?> map -> "a map";
            default -> "a " + value.getClass().getName();
        };
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** @throws PermanentFailure for a name that no attribute has: names may come of an event, as a map's do */
    @CanIgnoreReturnValue
    static String requireName(String name) {
        if (name.isEmpty()) {
            throw new PermanentFailure("An attribute's name is empty; a name has 1 to 65,535 bytes");
        }
        if (bytes(name) > MOST_BYTES_OF_A_NAME) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "An attribute's name has %,d bytes in UTF-8; 65,535 are the most".formatted(bytes(name)));
        }
        return name;
    }

    private static Object normal(String name, @Nullable Object value, int level) {
        if (level > MOST_LEVELS) {
            throw new PermanentFailure(
                    Reason.TOO_DEEP, "Attribute %s is nested deeper than %d levels".formatted(name, MOST_LEVELS));
        }
        return switch (value) {
            case null ->
                throw new InvalidEffectException(
                        "Attribute %s is null; leave it out or remove(%s), or store Null.NULL".formatted(name, name));
            case String text -> text(name, text);
            case Boolean truth -> truth;
            case Number number -> Numbers.normal(name, number);
            case Bytes bytes -> bytes;
            case Null none -> none;
            case Set<?> set -> set(name, set);
            case List<?> list -> list(name, list, level);
            case Map<?, ?> map -> map(name + ".", map, level);
            default ->
                throw new InvalidEffectException("Attribute %s is a %s; %s"
                        .formatted(name, value.getClass().getName(), remedy(value)));
        };
    }

    private static String remedy(Object value) {
        return switch (value) {
            case byte[] bytes -> "wrap it with Bytes.of";
            case Enum<?> constant -> "store its name()";
            case TemporalAccessor time -> "store its toString() or its epoch seconds";
            default -> "text, numbers, booleans, Bytes, Null.NULL, and sets, lists and maps of them can be stored";
        };
    }

    /** Half a surrogate pair has no form in UTF-8: it would come back as a question mark. */
    private static String text(String name, String text) {
        if (hasHalfAPair(text)) {
            throw new PermanentFailure(
                    "Attribute " + name + " is a text with half a surrogate pair, which UTF-8 has not");
        }
        return text;
    }

    private static boolean hasHalfAPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static Set<Object> set(String name, Set<?> set) {
        if (set.isEmpty()) {
            throw new InvalidEffectException(
                    "Attribute %s is an empty set, which DynamoDB has not; remove(%s) instead".formatted(name, name));
        }
        Set<Object> copy = new LinkedHashSet<>();
        for (Object element : set) {
            copy.add(normal(name, element, 1));
        }
        if (!(all(copy, String.class) || all(copy, BigDecimal.class) || all(copy, Bytes.class))) {
            throw new InvalidEffectException("Attribute " + name
                    + " is a set of other things than text, or numbers, or Bytes alone; a list takes anything");
        }
        return Collections.unmodifiableSet(copy);
    }

    private static boolean all(Set<Object> set, Class<?> kind) {
        return set.stream().allMatch(kind::isInstance);
    }

    private static List<Object> list(String name, List<?> list, int level) {
        List<Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            copy.add(normal(name, element, level + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Map<String, Object> map(String path, Map<?, ?> map, int level) {
        if (map.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new InvalidEffectException(
                        "Attribute " + path + key + " has a name that is " + kind(key) + "; names are text");
            }
            copy.put(requireName(name), normal(path + name, value, level + 1));
        });
        return Collections.unmodifiableMap(copy);
    }
}
