package dev.evenstep.internal.store;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            case Condition.Before(String attribute, String text) -> {
                Object value = item == null ? null : item.attributes().get(attribute);
                yield value == null || (value instanceof String stored && compare(stored, text) < 0);
            }
        };
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What every written item is afterwards; empty: it is gone. Nothing is written yet.
     *
     * @param sizeBeside the bytes of the transaction's other items
     * @throws PermanentFailure when DynamoDB would refuse any of it
     */
    static Map<ItemKey, Optional<Item>> results(Map<ItemKey, Item> items, List<Write> writes, long sizeBeside) {
        Map<ItemKey, Optional<Item>> results = new LinkedHashMap<>();
        long size = sizeBeside;
        for (Write write : writes) {
            Item result = result(items.get(write.key()), write);
            size += result == null ? 0 : result.size();
            results.put(write.key(), Optional.ofNullable(result));
        }
        if (size > Commits.MOST_BYTES) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "The transaction has items of %,d bytes; %,d are the most".formatted(size, Commits.MOST_BYTES));
        }
        return results;
    }

    /**
     * The bytes of the record and of the events to publish.
     *
     * @throws PermanentFailure for an answer that does not fit into the record's item
     */
    static long sizeBesideWrites(Commits.Commit commit) {
        Item record = Item.of("id", commit.step().address().text())
                .with("status", "COMPLETED")
                .with("expiration", commit.expiry().getEpochSecond());
        Item answered = commit.result() == null ? record : record.with("data", commit.result());
        long events = commit.events().stream()
                .mapToLong(event -> Item.of("envelope", event.json()).size())
                .sum();
        return fitting(ItemKey.of("idempotency", "id", commit.step().address().text()), answered)
                        .size()
                + events;
    }

    /** Null when there is no such item afterwards. */
    static @Nullable Item result(@Nullable Item before, Write write) {
        Item after = switch (write) {
            case Write.Put put ->
                merged(new Item(put.key().attributes()), put.item().attributes());
            case Write.Delete delete -> null;
            case Write.Update update -> updated(before, update);
        };
        return after == null ? null : fitting(write.key(), after);
    }

    /** @throws PermanentFailure for an item that DynamoDB does not take */
    static Item fitting(ItemKey key, Item item) {
        if (item.size() > Item.MOST_BYTES) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "The item %s would have %,d bytes; %,d are the most".formatted(key, item.size(), Item.MOST_BYTES));
        }
        return item;
    }

    private static @Nullable Item updated(@Nullable Item before, Write.Update update) {
        if (before == null && !update.makesItem()) {
            return null;
        }
        Map<String, Object> after =
                new LinkedHashMap<>((before == null ? new Item(update.key().attributes()) : before).attributes());
        after.putAll(update.set());
        update.add().forEach((attribute, number) -> {
            Object old = after.getOrDefault(attribute, BigDecimal.ZERO);
            if (!(old instanceof BigDecimal sum)) {
                throw wrongKind(update, attribute, "no number", "added to");
            }
            after.put(attribute, sum.add(number));
        });
        update.append().forEach((attribute, element) -> {
            if (!(after.getOrDefault(attribute, List.of()) instanceof List<?> old)) {
                throw wrongKind(update, attribute, "no list", "appended to");
            }
            List<Object> list = new ArrayList<>(old);
            list.add(element);
            after.put(attribute, list);
        });
        update.remove().forEach(after::remove);
        return new Item(after);
    }

    private static PermanentFailure wrongKind(Write.Update update, String attribute, String kind, String done) {
        return new PermanentFailure(
                "Attribute %s of %s is %s and cannot be %s".formatted(attribute, update.key(), kind, done));
    }

    private static Item merged(Item item, Map<String, Object> attributes) {
        Map<String, Object> merged = new LinkedHashMap<>(item.attributes());
        merged.putAll(attributes);
        return new Item(merged);
    }
}
