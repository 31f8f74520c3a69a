package dev.evenstep.dynamodb.expression;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request's expressions; each is null where there is none. */
public final class Expressions {

    private final Names names;
    private final Set<String> nested = new LinkedHashSet<>();
    private @Nullable Condition condition;
    private @Nullable Condition filter;
    private Set<String> filtered = Set.of();
    private @Nullable Projection projection;
    private @Nullable Update update;
    private @Nullable KeyTests keyTests;

    private Expressions(Names names) {
        this.names = names;
    }

    /**
     * Reads and checks all of them.
     *
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException in AWS's words
     */
    public static Expressions of(Operation operation, ObjectNode request) {
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
        Expressions expressions = new Expressions(Names.of(request, operation, given));
        List<String> order = operation == Operation.UPDATE ? given : given.reversed();
        Node keyCondition = null;
        Scope keyScope = new Scope("KeyConditionExpression", expressions.names);
        for (String parameter : order) {
            String text = Values.text(request.get(parameter));
            if (parameter.equals("KeyConditionExpression")) {
                keyCondition = ConditionParser.parse(new Cursor(parameter, text));
                new ConditionCompiler(keyScope).compile(keyCondition);
            } else {
                expressions.read(parameter, text);
            }
        }
        expressions.names.requireAllUsed();
        if (keyCondition != null) {
            expressions.keyTests = KeyConditionReader.read(keyCondition, keyScope);
        }
        return expressions;
    }

    private static List<String> given(List<String> parameters, ObjectNode request) {
        return parameters.stream().filter(request::hasNonNull).toList();
    }

    private void read(String parameter, String text) {
        Cursor cursor = new Cursor(parameter, text);
        Scope scope = new Scope(parameter, names);
        switch (parameter) {
            case "ProjectionExpression" -> projection = projection(cursor, scope);
            case "UpdateExpression" -> update = new UpdateCompiler(scope).compile(UpdateParser.parse(cursor));
            case "FilterExpression" -> {
                filter = new ConditionCompiler(scope).compile(ConditionParser.parse(cursor));
                filtered = scope.attributes();
            }
            default -> condition = new ConditionCompiler(scope).compile(ConditionParser.parse(cursor));
        }
        nested.addAll(scope.nested());
    }

    private static Projection projection(Cursor cursor, Scope scope) {
        List<Node.Attribute> attributes = new ArrayList<>();
        do {
            attributes.add(cursor.attribute());
        } while (cursor.accept(","));
        cursor.end();
        List<Path> paths = attributes.stream().map(scope::path).toList();
        Path.requireApart(paths, scope::invalid);
        return Projection.of(paths);
    }

    public @Nullable Condition condition() {
        return condition;
    }

    public @Nullable Condition filter() {
        return filter;
    }

    /** The top-level attributes that the filter reads. */
    public Set<String> filtered() {
        return filtered;
    }

    public @Nullable Projection projection() {
        return projection;
    }

    public @Nullable Update update() {
        return update;
    }

    public @Nullable KeyTests keyTests() {
        return keyTests;
    }

    /** The top-level attributes that any of them looks into, by {@code .} or {@code []}. */
    public Set<String> nested() {
        return nested;
    }
}
