package dev.evenstep.dynamodb.expression;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.Values;
import dev.evenstep.engine.protocol.AwsException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one expression's names and values stand for. */
final class Scope {

    private final String parameter;
    private final Names names;
    private final Set<String> attributes = new LinkedHashSet<>();

    Scope(String parameter, Names names) {
        this.parameter = parameter;
        this.names = names;
    }

    Path path(Node.Attribute attribute) {
        List<Object> steps = new ArrayList<>(attribute.steps().size());
        for (Object step : attribute.steps()) {
            steps.add(step instanceof String name && name.startsWith("#") ? name(name) : step);
        }
        Path path = new Path(steps);
        attributes.add(path.attribute());
        if (steps.size() > 1) {
            names.nested().add(path.attribute());
        }
        return path;
    }

    private String name(String reference) {
        String name = names.name(reference);
        if (name == null) {
            throw invalid("An expression attribute name used in the document path is not defined; attribute name: "
                    + reference);
        }
        return name;
    }

    Value value(Node.Reference reference) {
        Value value = names.value(reference.name());
        if (value == null) {
            throw invalid("An expression attribute value used in expression is not defined; attribute value: "
                    + reference.name());
        }
        return value;
    }

    /** The top-level attributes of its paths. */
    Set<String> attributes() {
        return attributes;
    }

    /** The expression's text; null where the operation has none such, or the request does not give it. */
    @Nullable
    Cursor open(Operation operation, ObjectNode request) {
        return operation.expressions().contains(parameter) && request.hasNonNull(parameter)
                ? new Cursor(parameter, Values.text(request.get(parameter)))
                : null;
    }

    AwsException operandType(String kind, String operator, String type) {
        return invalid("Incorrect operand type for operator or function; " + kind + ": " + operator + ", operand type: "
                + type);
    }

    void requireCount(String function, List<?> operands, int count) {
        if (operands.size() != count) {
            throw invalid("Incorrect number of operands for operator or function; operator or function: " + function
                    + ", number of operands: " + operands.size());
        }
    }

    AwsException pathRequired(String function) {
        return invalid("Operator or function requires a document path; operator or function: " + function);
    }

    AwsException invalid(String message) {
        return Invalid.request("Invalid " + parameter + ": " + message);
    }
}
