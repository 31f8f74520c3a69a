package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An update, ready to be applied. Every operand is that of the item as it was. */
public final class Update {

    /** Removals come last, and from the end of a list, so that positions are those of the item as it was. */
    private static final Comparator<Place> ORDER = Comparator.<Place, Boolean>comparing(place -> place.value() == null)
            .thenComparing((left, right) -> {
                int order = left.change().target().compareTo(right.change().target());
                return left.value() == null ? -order : order;
            });

    private final List<Change> changes;
    private final Projection touched;

    Update(List<Change> changes) {
        this.changes = List.copyOf(changes);
        this.touched = Projection.of(changes.stream().map(Change::target).toList());
    }

    /**
     * One place's change.
     *
     * @param section {@code SET}, {@code ADD}, {@code DELETE} or {@code REMOVE}
     * @param operand of the item as it was; not asked by {@code REMOVE}
     * @param result of what is there and the operand, which takes what is there away if it is null
     */
    record Change(
            String section,
            Path target,
            Function<Item, Value> operand,
            BiFunction<@Nullable Value, Value, @Nullable Value> result) {}

    /** Changes nothing, and makes an item of its key alone. */
    public static Update none() {
        return new Update(List.of());
    }

    /**
     * @param before with its key; the key alone where there was no item
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException where it does not fit what is there
     */
    public Updated apply(Item before) {
        List<Place> places = new ArrayList<>(changes.size());
        for (Change change : changes) {
            Value operand = change.operand().apply(before);
            places.add(new Place(change, change.result().apply(change.target().in(before), operand)));
        }
        places.sort(ORDER);
        Item item = before;
        for (Place place : places) {
            item = Edit.put(item, place.change().target(), place.value());
        }
        return new Updated(item, touched.of(before), touched.of(item));
    }

    private record Place(Change change, @Nullable Value value) {}

    /** @throws dev.evenstep.engine.protocol.AwsException ValidationException where it writes a part of the key */
    public void requireNoKey(KeySchema keys) {
        for (String attribute : attributes()) {
            if (keys.has(attribute)) {
                throw Invalid.parameter("Cannot update attribute " + attribute + ". This attribute is part of the key");
            }
        }
    }

    /** The top-level attributes that it writes. */
    public Set<String> attributes() {
        return touched.attributes();
    }

    /** Whether it makes an item where there is none. One that only takes away does not. */
    public boolean creates() {
        return changes.isEmpty()
                || changes.stream().anyMatch(change -> Set.of("SET", "ADD").contains(change.section()));
    }

    /**
     * @param touchedBefore what UPDATED_OLD answers: the places that it writes, as they were
     * @param touchedAfter what UPDATED_NEW answers
     */
    public record Updated(Item item, Item touchedBefore, Item touchedAfter) {}

    /** Updates of whole attributes, as {@code AttributeUpdates} has them. */
    public static final class Builder {

        private static final Arithmetic ARITHMETIC =
                new Arithmetic(() -> Invalid.request("Type mismatch for attribute to update"));

        private final List<Change> changes = new ArrayList<>();

        public void set(String attribute, Value value) {
            changes.add(new Change("SET", Path.of(attribute), item -> value, (present, set) -> set));
        }

        public void add(String attribute, Value value) {
            changes.add(new Change("ADD", Path.of(attribute), item -> value, ARITHMETIC::add));
        }

        public void delete(String attribute, Value value) {
            changes.add(new Change("DELETE", Path.of(attribute), item -> value, ARITHMETIC::delete));
        }

        public void remove(String attribute) {
            changes.add(new Change("REMOVE", Path.of(attribute), item -> new Value.Null(), (present, none) -> null));
        }

        public Update build() {
            return new Update(changes);
        }
    }
}
