package dev.evenstep.effect;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item's attributes, each read as what it should be: the name and the real kind are in every error. */
public record Item(Map<String, Object> attributes) {

    public Item {
        attributes = Values.copy(attributes);
    }

    public static Item of(String attribute, Object value) {
        return new Item(Map.of(attribute, value));
    }

    /** The item with one attribute more, or another value for it. */
    public Item with(String attribute, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new Item(more);
    }

    public boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    public String text(String attribute) {
        return typed(attribute, String.class);
    }

    public BigDecimal number(String attribute) {
        return typed(attribute, BigDecimal.class);
    }

    public int integer(String attribute) {
        return number(attribute).intValueExact();
    }

    public long whole(String attribute) {
        return number(attribute).longValueExact();
    }

    public boolean truth(String attribute) {
        return typed(attribute, Boolean.class);
    }

    /** A list of maps, each as an item. */
    public List<Item> items(String attribute) {
        List<?> list = typed(attribute, List.class);
        return list.stream().map(Item::nested).toList();
    }

    private static Item nested(@Nullable Object element) {
        if (element instanceof Map<?, ?> map) {
            Map<String, Object> attributes = new LinkedHashMap<>();
            map.forEach((key, value) -> attributes.put(key.toString(), value));
            return new Item(attributes);
        }
        throw new IllegalStateException("An element is " + element + ", not a map");
    }

    private <T> T typed(String attribute, Class<T> type) {
        Object value = attributes.get(attribute);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("Attribute " + attribute + " is "
                    + (value == null ? "missing" : "a " + value.getClass().getSimpleName()) + ", not a "
                    + type.getSimpleName());
        }
        return type.cast(value);
    }
}
