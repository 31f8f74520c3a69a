package dev.evenstep.effect;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.effect.InvalidEffectException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One write to one item, which happens only if all its conditions hold. What DynamoDB would refuse of it without looking
 * at the item is refused when it is made; what depends on the item, such as a number added to a text or an item above
 * 400 KB, when it is committed.
 */
public sealed interface Write {

    /** Keeps the text of a condition within DynamoDB's 4 KB and 300 operators (developer guide, "Constraints"). */
    int MOST_CONDITIONS = 100;

    ItemKey key();

    List<Condition> conditions();

    /** The write, only if this holds too; at most 100 conditions. */
    Write when(Condition condition);

    /** Writes the whole item, in place of whatever was there. */
    static Put put(ItemKey key, Item item) {
        return new Put(key, item, List.of());
    }

    /** Changes single attributes. */
    static Update update(ItemKey key) {
        return new Update(key, Map.of(), Map.of(), Map.of(), Set.of(), List.of());
    }

    static Delete delete(ItemKey key) {
        return new Delete(key, List.of());
    }

    /** @param item the attributes besides the key */
    record Put(ItemKey key, Item item, List<Condition> conditions) implements Write {

        public Put {
            conditions = checked(key, conditions);
            key.attributes().forEach((name, value) -> {
                if (item.has(name) && !value.equals(item.attributes().get(name))) {
                    throw new InvalidEffectException("The item for " + key + " says otherwise of its key " + name);
                }
            });
        }

        @Override
        public Put when(Condition condition) {
            return new Put(key, item, appended(conditions, condition));
        }
    }

    /**
     * A change of single attributes, in one way each, and of none of the key's. Where there is no item, setting, adding
     * and appending make one; removing alone does not. Without any change it only checks its conditions.
     *
     * @param set new values
     * @param add what is added to numbers; an attribute that is not there counts as zero
     * @param append what is put at the end of lists; an attribute that is not there counts as empty
     * @param remove attributes to take away, whether they are there or not
     */
    record Update(
            ItemKey key,
            Map<String, Object> set,
            Map<String, BigDecimal> add,
            Map<String, Object> append,
            Set<String> remove,
            List<Condition> conditions)
            implements Write {

        /**
         * @throws IllegalArgumentException for an attribute that is changed in two ways, or is part of the key
         * @throws PermanentFailure for more changes than DynamoDB's expressions hold: 250 that set, 86 that add, 66 that
         *     append, or a mixture of as much text
         */
        public Update {
            set = Values.copy(set);
            add = sums(add);
            append = Values.elements(append);
            remove = names(remove);
            conditions = checked(key, conditions);
            Changes.check(key, set.keySet(), add.keySet(), append.keySet(), remove);
        }

        public Update set(String attribute, Object value) {
            return new Update(key, with(set, attribute, value), add, append, remove, conditions);
        }

        /** Several for one attribute sum up. */
        public Update add(String attribute, long number) {
            return add(attribute, BigDecimal.valueOf(number));
        }

        /** Several for one attribute sum up. */
        public Update add(String attribute, BigDecimal number) {
            BigDecimal more = Numbers.normal(attribute, number);
            BigDecimal sum = add.getOrDefault(attribute, BigDecimal.ZERO).add(more);
            return new Update(key, set, with(add, attribute, sum), append, remove, conditions);
        }

        /** @throws IllegalArgumentException when the update appends to this attribute already: DynamoDB takes one */
        public Update append(String attribute, Object element) {
            if (append.containsKey(attribute)) {
                throw new InvalidEffectException("The update of " + key + " appends to " + attribute + " already");
            }
            return new Update(key, set, add, with(append, attribute, element), remove, conditions);
        }

        /** Takes an attribute away. */
        public Update remove(String attribute) {
            Set<String> more = new LinkedHashSet<>(remove);
            more.add(attribute);
            return new Update(key, set, add, append, more, conditions);
        }

        /** Whether it leaves every item as it is and only checks its conditions. */
        public boolean changesNothing() {
            return !makesItem() && remove.isEmpty();
        }

        /** Whether there is an item afterwards where there was none. */
        public boolean makesItem() {
            return !(set.isEmpty() && add.isEmpty() && append.isEmpty());
        }

        @Override
        public Update when(Condition condition) {
            return new Update(key, set, add, append, remove, appended(conditions, condition));
        }

        private static Set<String> names(Set<String> remove) {
            if (remove.isEmpty()) {
                return Set.of();
            }
            remove.forEach(Values::requireName);
            return Collections.unmodifiableSet(new LinkedHashSet<>(remove));
        }

        private static Map<String, BigDecimal> sums(Map<String, BigDecimal> add) {
            if (add.isEmpty()) {
                return Map.of();
            }
            Map<String, BigDecimal> copy = new LinkedHashMap<>();
            add.forEach((name, number) -> copy.put(name, Numbers.normal(Values.requireName(name), number)));
            return Collections.unmodifiableMap(copy);
        }

        private static <V> Map<String, V> with(Map<String, V> map, String attribute, V value) {
            Map<String, V> more = new LinkedHashMap<>(map);
            more.put(attribute, value);
            return more;
        }
    }

    /** Deletes the item; no error where there is none. */
    record Delete(ItemKey key, List<Condition> conditions) implements Write {

        public Delete {
            conditions = checked(key, conditions);
        }

        @Override
        public Delete when(Condition condition) {
            return new Delete(key, appended(conditions, condition));
        }
    }

    private static List<Condition> checked(ItemKey key, List<Condition> conditions) {
        if (conditions.size() > MOST_CONDITIONS) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "The write to %s has %d conditions; %d are the most"
                            .formatted(key, conditions.size(), MOST_CONDITIONS));
        }
        return List.copyOf(conditions);
    }

    private static List<Condition> appended(List<Condition> conditions, Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(condition);
        return more;
    }
}
