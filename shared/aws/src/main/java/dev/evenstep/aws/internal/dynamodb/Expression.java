package dev.evenstep.aws.internal.dynamodb;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Write;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A DynamoDB expression under construction. Every name and value is a placeholder, so that no attribute can be mistaken
 * for a reserved word or an operator.
 */
final class Expression {

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final List<String> conditions = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();

    /** @param condition made of {@link #name} and {@link #value} */
    @CanIgnoreReturnValue
    Expression when(String condition) {
        conditions.add(condition);
        return this;
    }

    @CanIgnoreReturnValue
    Expression set(String attribute, AttributeValue value) {
        sets.add(name(attribute) + " = " + value(value));
        return this;
    }

    /** @param by made of {@link #value} */
    @CanIgnoreReturnValue
    Expression increase(String attribute, String by) {
        String name = name(attribute);
        sets.add(name + " = " + name + " + " + by);
        return this;
    }

    /** @param by made of {@link #value} */
    @CanIgnoreReturnValue
    Expression decrease(String attribute, String by) {
        String name = name(attribute);
        sets.add(name + " = " + name + " - " + by);
        return this;
    }

    @CanIgnoreReturnValue
    Expression remove(String attribute) {
        removes.add(name(attribute));
        return this;
    }

    @CanIgnoreReturnValue
    Expression changes(Write.Update update) {
        update.set().forEach((attribute, value) -> set(attribute, AttributeValues.of(value)));
        update.add().forEach((attribute, number) -> {
            String name = name(attribute);
            sets.add("%s = if_not_exists(%s, %s) + %s"
                    .formatted(name, name, value(AttributeValues.number(0)), value(AttributeValues.of(number))));
        });
        update.append().forEach((attribute, element) -> {
            String name = name(attribute);
            sets.add("%s = list_append(if_not_exists(%s, %s), %s)"
                    .formatted(
                            name,
                            name,
                            value(AttributeValue.fromL(List.of())),
                            value(AttributeValue.fromL(List.of(AttributeValues.of(element))))));
        });
        update.remove().forEach(this::remove);
        return this;
    }

    @CanIgnoreReturnValue
    Expression conditionsOf(Write write) {
        String keyAttribute = write.key().attributes().keySet().iterator().next();
        for (Condition condition : write.conditions()) {
            when(
                    switch (condition) {
                        case Condition.Absent absent -> "attribute_not_exists(" + name(keyAttribute) + ")";
                        case Condition.Present present -> "attribute_exists(" + name(keyAttribute) + ")";
                        case Condition.Equal(String attribute, Object value) ->
                            name(attribute) + " = " + value(AttributeValues.of(value));
                        case Condition.AtLeast(String attribute, BigDecimal least) ->
                            name(attribute) + " >= " + value(AttributeValues.of(least));
                        case Condition.Before(String attribute, String text) ->
                            "attribute_not_exists(" + name(attribute) + ") OR " + name(attribute) + " < "
                                    + value(AttributeValues.of(text));
                    });
        }
        return this;
    }

    String name(String attribute) {
        for (Map.Entry<String, String> known : names.entrySet()) {
            if (known.getValue().equals(attribute)) {
                return known.getKey();
            }
        }
        String placeholder = "#n" + names.size();
        names.put(placeholder, attribute);
        return placeholder;
    }

    String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    @Nullable
    String condition() {
        return conditions.isEmpty() ? null : "(" + String.join(") AND (", conditions) + ")";
    }

    /** Null when nothing changes: the update then only makes sure that the item is there. */
    @Nullable
    String update() {
        List<String> clauses = new ArrayList<>();
        if (!sets.isEmpty()) {
            clauses.add("SET " + String.join(", ", sets));
        }
        if (!removes.isEmpty()) {
            clauses.add("REMOVE " + String.join(", ", removes));
        }
        return clauses.isEmpty() ? null : String.join(" ", clauses);
    }

    @Nullable
    Map<String, String> names() {
        return names.isEmpty() ? null : names;
    }

    @Nullable
    Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }
}
