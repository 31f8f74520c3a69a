package dev.evenstep.dynamodb.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.expression.Condition;
import dev.evenstep.dynamodb.expression.Expressions;
import dev.evenstep.dynamodb.expression.KeyCondition;
import dev.evenstep.dynamodb.expression.KeyTests;
import dev.evenstep.dynamodb.expression.Operation;
import dev.evenstep.dynamodb.expression.Projection;
import dev.evenstep.dynamodb.expression.Update;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Values;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request asks for, whichever way it says so. All is read and checked once, before a table is looked for. */
public final class Clauses {

    private final ObjectNode request;
    private final Expressions expressions;
    private Map<String, Comparisons> comparisons = Map.of();
    private @Nullable KeyTests keyTests;
    private @Nullable Projection projection;
    private Update update = Update.none();

    private Clauses(ObjectNode request, Expressions expressions) {
        this.request = request;
        this.expressions = expressions;
    }

    /**
     * Of a request, or of the part of a batch or transaction that has the same parameters.
     *
     * @throws dev.evenstep.engine.protocol.AwsException in AWS's words: both ways mixed, names or values unused or not
     *     defined, syntax, operands
     */
    public static Clauses of(Operation operation, ObjectNode request) {
        Clauses clauses = new Clauses(request, Expressions.of(operation, request));
        operation.legacy().stream().filter(request::hasNonNull).forEach(clauses::readLegacy);
        LegacyConditions.checkOperator(request, clauses.comparisons);
        return clauses;
    }

    /**
     * Refuses requests that mix both ways, or that have names or values and no expression. All else, such as the values
     * of a key, is looked at later.
     *
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException
     */
    public static void requireOneWay(Operation operation, ObjectNode request) {
        Expressions.requireOneWay(operation, request);
    }

    private void readLegacy(String parameter) {
        switch (parameter) {
            case "AttributesToGet" -> projection = attributesToGet(request.get(parameter));
            case "AttributeUpdates" -> update = AttributeUpdates.read(request.get(parameter));
            case "Expected" -> comparisons = LegacyConditions.expected(request);
            case "QueryFilter", "ScanFilter" -> comparisons = LegacyConditions.filter(request, parameter);
            case "KeyConditions" -> keyTests = keyTests(LegacyConditions.filter(request, parameter));
            default -> {} // ConditionalOperator belongs to the others
        }
    }

    private static KeyTests keyTests(Map<String, Comparisons> conditions) {
        Map<String, KeyTests.KeyTest> tests = new LinkedHashMap<>();
        conditions.forEach((attribute, condition) ->
                tests.put(attribute, new KeyTests.KeyTest(condition.asInExpressions(), condition.values())));
        return new KeyTests(tests);
    }

    private static Projection attributesToGet(JsonNode list) {
        if (!list.isArray()) {
            throw Invalid.shape("Unexpected field type");
        }
        if (list.isEmpty()) {
            throw Invalid.member("'[]'", "attributesToGet", "have length greater than or equal to 1");
        }
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode name : list) {
            if (!names.add(Values.text(name))) {
                throw Invalid.parameter("Duplicate value in attribute name: " + name.textValue());
            }
        }
        return Projection.ofAttributes(names);
    }

    /** {@code ConditionExpression}, or {@code Expected}; without either, one that always holds. */
    public Condition condition() {
        Condition condition = expressions.condition();
        return condition == null ? legacyCondition() : condition;
    }

    private Condition legacyCondition() {
        return comparisons.isEmpty() ? Condition.always() : LegacyConditions.condition(request, comparisons);
    }

    /** {@code FilterExpression}, {@code QueryFilter} or {@code ScanFilter}; without any, one that always holds. */
    public Condition filter() {
        Condition filter = expressions.filter();
        return filter == null ? legacyCondition() : filter;
    }

    /**
     * A query does not filter by its keys.
     *
     * @param keys those of the table or index that is queried
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException where it does
     */
    public void requireNoKeyInFilter(KeySchema keys) {
        requireNoKey("Filter Expression", expressions.filtered(), keys);
        requireNoKey("QueryFilter", comparisons.keySet(), keys);
    }

    private static void requireNoKey(String filter, Set<String> attributes, KeySchema keys) {
        attributes.stream().filter(keys::has).findFirst().ifPresent(key -> {
            throw Invalid.request(
                    filter + " can only contain non-primary key attributes: Primary key attribute: " + key);
        });
    }

    /**
     * Expressions do not look into keys.
     *
     * @param kind {@code Key}, or {@code IndexKey} for the keys of an index
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException where one does
     */
    public void requireScalar(KeySchema keys, String kind) {
        expressions.nested().stream().filter(keys::has).findFirst().ifPresent(key -> {
            throw Invalid.request("Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                    + " allowed: " + kind + ": " + key);
        });
    }

    /** As {@link #requireScalar}, for a table's keys and those of its indexes. */
    public void requireScalarKeys(TableDefinition table) {
        requireScalar(table.keys(), "Key");
        table.indexes().forEach(index -> requireScalar(index.keys(), "IndexKey"));
    }

    /** {@code ProjectionExpression} or {@code AttributesToGet}; null: the whole item. */
    public @Nullable Projection projection() {
        Projection expression = expressions.projection();
        return expression == null ? projection : expression;
    }

    /** {@code UpdateExpression} or {@code AttributeUpdates}; without either, one that changes nothing. */
    public Update update() {
        Update expression = expressions.update();
        return expression == null ? update : expression;
    }

    /**
     * {@code KeyConditionExpression} or {@code KeyConditions}.
     *
     * @param keys those of the table or index that is queried
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException where it does not fit the schema, or where
     *     there is none
     */
    public KeyCondition keyCondition(KeySchema keys) {
        KeyTests expression = expressions.keyTests();
        KeyTests tests = expression == null ? keyTests : expression;
        if (tests == null) {
            throw Invalid.request(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        return tests.on(keys);
    }
}
