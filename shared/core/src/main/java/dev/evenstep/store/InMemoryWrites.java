package dev.evenstep.store;

import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.Write;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What conditions and writes mean for an item, as DynamoDB defines it. */
final class InMemoryWrites {

    private InMemoryWrites() {}

    static boolean holds(@Nullable Item item, List<Condition> conditions) {
        return conditions.stream().allMatch(condition -> holds(item, condition));
    }

    private static boolean holds(@Nullable Item item, Condition condition) {
        return switch (condition) {
            case Condition.Absent absent -> item == null;
            case Condition.Present present -> item != null;
            case Condition.Equal(String attribute, Object value) ->
                item != null && value.equals(item.attributes().get(attribute));
            case Condition.AtLeast(String attribute, BigDecimal least) ->
                item != null
                        && item.attributes().get(attribute) instanceof BigDecimal number
                        && number.compareTo(least) >= 0;
        };
    }

    static @Nullable Item apply(@Nullable Item before, Write write) {
        return switch (write) {
            case Write.Put put ->
                merged(new Item(put.key().attributes()), put.item().attributes());
            case Write.Delete delete -> null;
            case Write.Update update ->
                updated(before == null ? new Item(update.key().attributes()) : before, update);
        };
    }

    private static Item updated(Item item, Write.Update update) {
        Item after = merged(item, update.set());
        for (Map.Entry<String, BigDecimal> sum : update.add().entrySet()) {
            BigDecimal old = after.has(sum.getKey()) ? after.number(sum.getKey()) : BigDecimal.ZERO;
            after = after.with(sum.getKey(), old.add(sum.getValue()));
        }
        for (Map.Entry<String, Object> appended : update.append().entrySet()) {
            List<Object> list = new ArrayList<>();
            if (after.attributes().get(appended.getKey()) instanceof List<?> old) {
                list.addAll(old);
            }
            list.add(appended.getValue());
            after = after.with(appended.getKey(), list);
        }
        return after;
    }

    private static Item merged(Item item, Map<String, Object> attributes) {
        Item merged = item;
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            merged = merged.with(attribute.getKey(), attribute.getValue());
        }
        return merged;
    }
}
