package dev.evenstep.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.ValueJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, in expressions or in the parameters that came before them (legacy parameters, such as
 * {@code Expected}). All is read and checked once, before a table is looked for. What is refused is refused by an
 * {@link dev.evenstep.engine.protocol.AwsException} in AWS's words.
 */
public final class Clauses {

    private static final String KEY_CONDITION = "KeyConditionExpression";

    /** The expressions in the order in which AWS checks them. */
    private static final List<String> ORDER = List.of(
            KEY_CONDITION, "FilterExpression", "ProjectionExpression", "UpdateExpression", "ConditionExpression");

    private final Placeholders names;
    private ConditionExpression condition = new ConditionExpression.All(List.of());
    private UpdateExpression update = UpdateExpression.none();
    private @Nullable KeyTests keyTests;
    private @Nullable ProjectedPaths projection;
    private Map<String, Comparison> comparisons = Map.of();
    private Set<String> filtered = Set.of();
    private String filter = "Filter Expression";

    private Clauses(Placeholders names) {
        this.names = names;
    }

    /**
     * The checks that come before any value of a request is read: its constraints, with those of its legacy parameters,
     * and that it neither mixes both ways nor has names or values without expressions.
     *
     * @param constraints the operation's own
     */
    public static void check(ExpressionRequest operation, ObjectNode request, Constraints constraints) {
        operation.legacy().forEach(parameter -> constrain(parameter, constraints));
        constraints.check();
        List<String> given = given(operation.expressions(), request);
        List<String> legacy = given(operation.legacy(), request);
        if (!given.contains(KEY_CONDITION)) {
            legacy.remove("KeyConditions");
        }
        if (!given.isEmpty() && !legacy.isEmpty()) {
            throw Invalid.request("Can not use both expression and non-expression parameters in the same request: "
                    + "Non-expression parameters: {" + String.join(", ", legacy)
                    + "} Expression parameters: {" + String.join(", ", given) + "}");
        }
        if (given.isEmpty() && request.hasNonNull(Placeholders.NAMES)) {
            throw Invalid.request(Placeholders.NAMES + " can only be specified when using expressions");
        }
        if (given.isEmpty() && request.hasNonNull(Placeholders.VALUES)) {
            List<String> valued = new ArrayList<>(operation.expressions());
            valued.remove("ProjectionExpression");
            throw Invalid.request(Placeholders.VALUES + " can only be specified when using expressions: "
                    + String.join(" and ", valued) + (valued.size() > 1 ? " are null" : " is null"));
        }
    }

    private static void constrain(String legacy, Constraints constraints) {
        switch (legacy) {
            case "AttributesToGet" -> constraints.size(legacy, 1, Integer.MAX_VALUE, JsonNode::asText);
            case "ConditionalOperator" -> constraints.oneOf(legacy, "OR", "AND");
            case "AttributeUpdates" -> constraints.entries(legacy, one -> one.oneOf("Action", "ADD", "DELETE", "PUT"));
            case "Expected" ->
                constraints.entries(legacy, one -> one.oneOf("ComparisonOperator", LegacyConditions.operators()));
            default ->
                constraints.entries(
                        legacy,
                        one -> one.required("ComparisonOperator")
                                .oneOf("ComparisonOperator", LegacyConditions.operators()));
        }
    }

    private static List<String> given(List<String> parameters, ObjectNode request) {
        List<String> given = new ArrayList<>(parameters);
        given.removeIf(parameter -> !request.hasNonNull(parameter));
        return given;
    }

    /** Of a request, or of the part of a batch or transaction that has the same parameters, once it is checked. */
    public static Clauses of(ExpressionRequest operation, ObjectNode request) {
        Clauses clauses = new Clauses(Placeholders.of(request));
        ConditionExpression keys = null;
        for (String parameter : ORDER) {
            if (operation.expressions().contains(parameter) && request.hasNonNull(parameter)) {
                String text = ValueJson.text(request.get(parameter));
                if (parameter.equals(KEY_CONDITION)) {
                    keys = new ConditionParser(parameter, text, clauses.names).parse();
                } else {
                    clauses.read(parameter, text);
                }
            }
        }
        clauses.names.requireAllUsed();
        if (keys != null) {
            clauses.keyTests = KeyTests.of(keys);
        }
        for (String parameter : operation.legacy()) {
            if (request.hasNonNull(parameter)) {
                clauses.readLegacy(parameter, request);
            }
        }
        return clauses;
    }

    private void read(String parameter, String text) {
        switch (parameter) {
            case "ProjectionExpression" -> projection = ProjectedPaths.parse(new Parser(parameter, text, names));
            case "UpdateExpression" -> update = new UpdateParser(parameter, text, names).parse();
            default -> {
                var parser = new ConditionParser(parameter, text, names);
                condition = parser.parse();
                filtered = parser.attributes();
            }
        }
    }

    private void readLegacy(String parameter, ObjectNode request) {
        switch (parameter) {
            case "AttributesToGet" -> projection = attributesToGet(request);
            case "AttributeUpdates" -> update = LegacyUpdate.read(request);
            case "KeyConditions" -> keyTests = new KeyTests(LegacyConditions.read(request, parameter));
            case "ConditionalOperator" ->
                condition = LegacyConditions.join(comparisons, ValueJson.text(request.get(parameter)));
            default -> {
                comparisons = LegacyConditions.read(request, parameter);
                condition = LegacyConditions.all(comparisons);
                filtered = comparisons.keySet();
                filter = parameter;
            }
        }
    }

    private static ProjectedPaths attributesToGet(ObjectNode request) {
        Set<String> attributes = new LinkedHashSet<>();
        for (JsonNode attribute : Shape.list(request, "AttributesToGet")) {
            if (!attributes.add(ValueJson.text(attribute))) {
                throw Invalid.parameter("Duplicate value in attribute name: " + attribute.textValue());
            }
        }
        return ProjectedPaths.of(attributes.stream().map(DocumentPath::of).toList());
    }

    /** {@code ConditionExpression}, {@code FilterExpression} or their predecessors; without any, one that always holds. */
    public ConditionExpression condition() {
        return condition;
    }

    /** A query does not filter by the keys of the table or index. */
    public void requireNoKeyInFilter(KeySchema keys) {
        filtered.stream().filter(keys::has).findFirst().ifPresent(key -> {
            throw Invalid.request(
                    filter + " can only contain non-primary key attributes: Primary key attribute: " + key);
        });
    }

    /** Expressions do not look into keys, by {@code .} or {@code []}: those of the table and of its indexes. */
    public void requireScalarKeys(TableDefinition table) {
        requireScalar(table.keys(), "Key");
        table.indexes().forEach(index -> requireScalar(index.keys(), "IndexKey"));
    }

    void requireScalar(KeySchema keys, String kind) {
        names.nested().stream().filter(keys::has).findFirst().ifPresent(key -> {
            throw Invalid.request("Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                    + " allowed: " + kind + ": " + key);
        });
    }

    /** {@code ProjectionExpression} or {@code AttributesToGet}; null: the whole item. */
    public @Nullable ProjectedPaths projection() {
        return projection;
    }

    /** {@code UpdateExpression} or {@code AttributeUpdates}; without either, one that changes nothing. */
    public UpdateExpression update() {
        return update;
    }

    /** {@code KeyConditionExpression} or {@code KeyConditions}: one is required, and fits the keys of the table or index. */
    public KeyCondition keyCondition(KeySchema keys) {
        if (keyTests == null) {
            throw Invalid.request(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        return keyTests.on(keys);
    }
}
