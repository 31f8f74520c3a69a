package dev.evenstep.effect;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One write to one item, which happens only if all its conditions hold. */
public sealed interface Write {

    ItemKey key();

    List<Condition> conditions();

    /** The write, only if this holds too. */
    Write when(Condition condition);

    /** Writes the whole item, in place of whatever was there. */
    static Put put(ItemKey key, Item item) {
        return new Put(key, item, List.of());
    }

    /** Changes single attributes; makes the item where there is none. */
    static Update update(ItemKey key) {
        return new Update(key, Map.of(), Map.of(), Map.of(), List.of());
    }

    static Delete delete(ItemKey key) {
        return new Delete(key, List.of());
    }

    /** @param item the attributes besides the key */
    record Put(ItemKey key, Item item, List<Condition> conditions) implements Write {

        public Put {
            conditions = List.copyOf(conditions);
            key.attributes().forEach((name, value) -> {
                if (item.has(name) && !value.equals(item.attributes().get(name))) {
                    throw new IllegalArgumentException("The item for " + key + " says otherwise of its key " + name);
                }
            });
        }

        @Override
        public Put when(Condition condition) {
            return new Put(key, item, appended(conditions, condition));
        }
    }

    /**
     * @param set new values
     * @param add what is added to numbers; an attribute that is not there counts as zero
     * @param append what is put at the end of lists; an attribute that is not there counts as empty
     */
    record Update(
            ItemKey key,
            Map<String, Object> set,
            Map<String, BigDecimal> add,
            Map<String, Object> append,
            List<Condition> conditions)
            implements Write {

        public Update {
            set = Values.copy(set);
            add = Map.copyOf(add);
            append = Values.copy(append);
            conditions = List.copyOf(conditions);
        }

        public Update set(String attribute, Object value) {
            return new Update(key, with(set, attribute, value), add, append, conditions);
        }

        /** Several for one attribute sum up. */
        public Update add(String attribute, long number) {
            BigDecimal sum = add.getOrDefault(attribute, BigDecimal.ZERO).add(BigDecimal.valueOf(number));
            return new Update(key, set, with(add, attribute, sum), append, conditions);
        }

        /** @throws IllegalArgumentException when the update appends to this attribute already: DynamoDB takes one */
        public Update append(String attribute, Object element) {
            if (append.containsKey(attribute)) {
                throw new IllegalArgumentException("The update of " + key + " appends to " + attribute + " already");
            }
            return new Update(key, set, add, with(append, attribute, element), conditions);
        }

        @Override
        public Update when(Condition condition) {
            return new Update(key, set, add, append, appended(conditions, condition));
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
            conditions = List.copyOf(conditions);
        }

        @Override
        public Delete when(Condition condition) {
            return new Delete(key, appended(conditions, condition));
        }
    }

    private static List<Condition> appended(List<Condition> conditions, Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(condition);
        return more;
    }
}
