package dev.evenstep.effect;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An item's attributes: everything that DynamoDB can hold, so that an item which is read and put back is the same. Values
 * are {@link String}, numbers, {@link Boolean}, {@link Bytes}, {@link Null}, {@link Set} of text, of numbers or of bytes,
 * {@link List} and {@link Map}; a number comes back as a {@link BigDecimal} whose text from 0.000001 on is plain. Each is
 * read as what it should be: the name and the real kind are in every error.
 */
public record Item(Map<String, Object> attributes) {

    /** DynamoDB's limit for an item, 400 KB of names and values (developer guide, "Constraints", items). */
    public static final int MOST_BYTES = 400 * 1024;

    /**
     * @throws IllegalArgumentException for null, an empty or mixed set, or a type that no attribute has
     * @throws dev.evenstep.decision.PermanentFailure for a number that DynamoDB cannot store, nesting deeper than 32
     *     levels, a name that is empty or has more than 65,535 bytes, or text that is not Unicode: the same event would
     *     bring it again
     */
    public Item {
        attributes = Values.copy(attributes);
    }

    public static Item of(String attribute, Object value) {
        return new Item(Collections.singletonMap(attribute, value));
    }

    /** The item with one attribute more, or another value for it. */
    public Item with(String attribute, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new Item(more);
    }

    /** The item without an attribute, whether it was there or not. */
    public Item without(String attribute) {
        Map<String, Object> fewer = new LinkedHashMap<>(attributes);
        fewer.remove(attribute);
        return new Item(fewer);
    }

    public boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    /** Whether the attribute is there and is {@link Null#NULL}. */
    public boolean isNull(String attribute) {
        return attributes.get(attribute) == Null.NULL;
    }

    public String text(String attribute) {
        return typed(attribute, String.class, "a text");
    }

    public BigDecimal number(String attribute) {
        return typed(attribute, BigDecimal.class, "a number");
    }

    public int integer(String attribute) {
        try {
            return number(attribute).intValueExact();
        } catch (ArithmeticException beyond) {
            throw new IllegalStateException("Attribute " + attribute + " is a number, but not an int", beyond);
        }
    }

    public long whole(String attribute) {
        try {
            return number(attribute).longValueExact();
        } catch (ArithmeticException beyond) {
            throw new IllegalStateException("Attribute " + attribute + " is a number, but not a long", beyond);
        }
    }

    public boolean truth(String attribute) {
        return typed(attribute, Boolean.class, "a boolean");
    }

    public Bytes bytes(String attribute) {
        return typed(attribute, Bytes.class, "binary");
    }

    public Set<String> texts(String attribute) {
        return Elements.set(attribute, typed(attribute, Set.class, "a set"), String.class, "text");
    }

    public Set<BigDecimal> numbers(String attribute) {
        return Elements.set(attribute, typed(attribute, Set.class, "a set"), BigDecimal.class, "numbers");
    }

    public Set<Bytes> binaries(String attribute) {
        return Elements.set(attribute, typed(attribute, Set.class, "a set"), Bytes.class, "binary");
    }

    /** A map, as an item. */
    public Item item(String attribute) {
        return Elements.item(attribute, typed(attribute, Map.class, "a map"));
    }

    /** A list of anything. */
    public List<Object> list(String attribute) {
        List<?> list = typed(attribute, List.class, "a list");
        return List.copyOf(list);
    }

    /** A list of maps, each as an item. */
    public List<Item> items(String attribute) {
        return list(attribute).stream()
                .map(element -> Elements.item("an element of " + attribute, element))
                .toList();
    }

    /** The bytes that DynamoDB counts for it, exact but for numbers, to a byte each. */
    public long size() {
        return ItemSize.of(attributes);
    }

    private <T> T typed(String attribute, Class<T> type, String kind) {
        @Nullable Object value = attributes.get(attribute);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("Attribute " + attribute + " is " + Values.kind(value) + ", not " + kind);
        }
        return type.cast(value);
    }

    /**
     * DynamoDB's NULL as an attribute's value: the attribute is there, and nothing is known of it. An attribute that is not
     * there is another thing; {@link Write.Update#remove} and {@link #without} make it so.
     */
    public enum Null {
        NULL
    }
}
