package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An update, ready to be applied. Every operand is that of the item as it was. */
public final class UpdateExpression {

    /** Removals come last, and from the end of a list, so that positions are those of the item as it was. */
    private static final Comparator<Place> ORDER = Comparator.<Place, Boolean>comparing(place -> place.value() == null)
            .thenComparing((left, right) -> {
                int order = left.path().compareTo(right.path());
                return left.value() == null ? -order : order;
            });

    private final List<Change> changes;
    private final Arithmetic arithmetic;
    private final ProjectedPaths touched;

    UpdateExpression(List<Change> changes, Arithmetic arithmetic) {
        this.changes = List.copyOf(changes);
        this.arithmetic = arithmetic;
        this.touched = ProjectedPaths.of(changes.stream().map(Change::target).toList());
    }

    enum Section {
        SET,
        REMOVE,
        ADD,
        DELETE
    }

    /** @param operand null for {@code REMOVE} */
    record Change(
            Section section, DocumentPath target, @Nullable Operand operand) {}

    private record Place(DocumentPath path, @Nullable Value value) {}

    /** Changes nothing, and makes an item of its key alone. */
    static UpdateExpression none() {
        return new UpdateExpression(List.of(), new Arithmetic(""));
    }

    /**
     * @param before with its key; the key alone where there was no item
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException where it does not fit what is there
     */
    public Updated apply(TableItem before) {
        List<Place> places = new ArrayList<>(changes.size());
        for (Change change : changes) {
            places.add(new Place(change.target(), value(change, before)));
        }
        places.sort(ORDER);
        TableItem item = before;
        for (Place place : places) {
            item = Edit.put(item, place.path(), place.value());
            if (isTooDeep(place.value(), place.path().steps().size())) {
                throw Invalid.depth();
            }
        }
        return new Updated(item, touched.of(before), touched.of(item));
    }

    private @Nullable Value value(Change change, TableItem before) {
        if (change.operand() == null) {
            return null;
        }
        Value operand = required(change.operand(), before);
        return switch (change.section()) {
            case SET -> operand;
            case REMOVE -> null;
            case ADD -> arithmetic.add(change.target().of(before), operand);
            case DELETE -> arithmetic.delete(change.target().of(before), operand);
        };
    }

    static Value required(Operand operand, TableItem item) {
        Value value = operand.of(item);
        if (value == null) {
            throw Invalid.request("The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }

    private static boolean isTooDeep(@Nullable Value value, int level) {
        Collection<Value> inner = switch (value) {
            case Value.M(var entries) -> entries.values();
            case Value.L(var elements) -> elements;
            case null, default -> List.of();
        };
        return level > TableItem.DEEPEST || inner.stream().anyMatch(one -> isTooDeep(one, level + 1));
    }

    /** @throws dev.evenstep.engine.protocol.AwsException ValidationException where it writes a part of the key */
    public void requireNoKey(KeySchema keys) {
        for (String attribute : touched.attributes()) {
            if (keys.has(attribute)) {
                throw Invalid.parameter("Cannot update attribute " + attribute + ". This attribute is part of the key");
            }
        }
    }

    /** Whether it makes an item where there is none. One that only takes away does not. */
    public boolean creates() {
        return changes.isEmpty()
                || changes.stream()
                        .anyMatch(change -> change.section() == Section.SET || change.section() == Section.ADD);
    }

    /**
     * @param touchedBefore what UPDATED_OLD answers: the places that it writes, as they were
     * @param touchedAfter what UPDATED_NEW answers
     */
    public record Updated(TableItem item, TableItem touchedBefore, TableItem touchedAfter) {}
}
