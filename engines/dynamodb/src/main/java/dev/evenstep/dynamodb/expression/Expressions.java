package dev.evenstep.dynamodb.expression;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.value.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's expressions; each is null where there is none.
 *
 * @param filtered the top-level attributes that the filter reads
 * @param nested the top-level attributes that any of them looks into, by {@code .} or {@code []}
 */
public record Expressions(
        @Nullable KeyTests keyTests,
        @Nullable Condition filter,
        @Nullable Projection projection,
        @Nullable Update update,
        @Nullable Condition condition,
        Set<String> filtered,
        Set<String> nested) {

    /**
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException for legacy parameters beside expressions,
     *     and for names or values without any
     */
    public static void requireOneWay(Operation operation, ObjectNode request) {
        List<String> given = given(operation.expressions(), request);
        List<String> legacy = new ArrayList<>(given(operation.legacy(), request));
        if (!given.contains("KeyConditionExpression")) {
            legacy.remove("KeyConditions");
        }
        if (!given.isEmpty() && !legacy.isEmpty()) {
            throw Invalid.request("Can not use both expression and non-expression parameters in the same request: "
                    + "Non-expression parameters: {" + String.join(", ", legacy)
                    + "} Expression parameters: {" + String.join(", ", given) + "}");
        }
        Names.requireExpressions(request, operation, given);
    }

    private static List<String> given(List<String> parameters, ObjectNode request) {
        return parameters.stream().filter(request::hasNonNull).toList();
    }

    /**
     * Reads and checks all of them, in AWS's order.
     *
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException in AWS's words
     */
    public static Expressions of(Operation operation, ObjectNode request) {
        requireOneWay(operation, request);
        Names names = Names.of(request);
        Scope keys = new Scope("KeyConditionExpression", names);
        Scope filters = new Scope("FilterExpression", names);
        Cursor cursor = keys.open(operation, request);
        Node keyCondition = cursor == null ? null : ConditionParser.parse(cursor);
        if (keyCondition != null) {
            new ConditionCompiler(keys).compile(keyCondition);
        }
        Condition filter = condition(filters, operation, request);
        Projection projection = projection(new Scope("ProjectionExpression", names), operation, request);
        Update update = update(new Scope("UpdateExpression", names), operation, request);
        Condition condition = condition(new Scope("ConditionExpression", names), operation, request);
        names.requireAllUsed();
        KeyTests keyTests = keyCondition == null ? null : KeyConditionReader.read(keyCondition, keys);
        return new Expressions(keyTests, filter, projection, update, condition, filters.attributes(), names.nested());
    }

    private static @Nullable Condition condition(Scope scope, Operation operation, ObjectNode request) {
        Cursor cursor = scope.open(operation, request);
        return cursor == null ? null : new ConditionCompiler(scope).compile(ConditionParser.parse(cursor));
    }

    private static @Nullable Update update(Scope scope, Operation operation, ObjectNode request) {
        Cursor cursor = scope.open(operation, request);
        return cursor == null ? null : new UpdateCompiler(scope).compile(UpdateParser.parse(cursor));
    }

    private static @Nullable Projection projection(Scope scope, Operation operation, ObjectNode request) {
        Cursor cursor = scope.open(operation, request);
        if (cursor == null) {
            return null;
        }
        List<Node.Attribute> attributes = new ArrayList<>();
        do {
            attributes.add(cursor.attribute());
        } while (cursor.accept(","));
        cursor.end();
        List<Path> paths = attributes.stream().map(scope::path).toList();
        Path.requireApart(paths, scope::invalid);
        return Projection.of(paths);
    }
}
