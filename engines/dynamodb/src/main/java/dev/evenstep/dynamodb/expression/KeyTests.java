package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a query asks of attributes, by their names, before it is known which are keys. */
public record KeyTests(Map<String, KeyTest> byAttribute) {

    private static final int MOST = 2;

    /** @throws dev.evenstep.engine.protocol.AwsException ValidationException for more than two */
    public KeyTests {
        if (byAttribute.isEmpty() || byAttribute.size() > MOST) {
            throw Invalid.request("Conditions can be of length 1 or 2 only");
        }
        byAttribute = Map.copyOf(byAttribute);
    }

    /** @param operator one of expressions, or one of {@code KeyConditions} that no query can have */
    public record KeyTest(String operator, List<Value> values) {

        public KeyTest {
            values = List.copyOf(values);
        }
    }

    /**
     * @param keys those of the table or index that is queried
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException where they do not fit
     */
    public KeyCondition on(KeySchema keys) {
        KeyAttribute sort = keys.sort();
        if (sort == null && byAttribute.size() == MOST) {
            throw Invalid.request("Query key condition not supported");
        }
        KeyTest partitionTest = test(keys.partition());
        if (partitionTest == null) {
            throw missed(keys.partition());
        }
        KeyTest sortTest = sort == null ? null : test(sort);
        if (sort != null && byAttribute.size() == MOST && sortTest == null) {
            throw missed(sort);
        }
        requireFit(keys.partition(), partitionTest);
        if (!partitionTest.operator().equals("=")) {
            throw Invalid.request("Query key condition not supported");
        }
        Value partition = partitionTest.values().getFirst();
        if (sort == null || sortTest == null) {
            return new KeyCondition(partition, KeyRange.partition(partition));
        }
        requireFit(sort, sortTest);
        return new KeyCondition(partition, range(partition, sortTest));
    }

    private @Nullable KeyTest test(KeyAttribute key) {
        return byAttribute.get(key.name());
    }

    private static RuntimeException missed(KeyAttribute key) {
        return Invalid.request("Query condition missed key schema element: " + key.name());
    }

    private static void requireFit(KeyAttribute key, KeyTest test) {
        if (!List.of("=", "<", "<=", ">", ">=", "BETWEEN", "begins_with").contains(test.operator())) {
            throw Invalid.request("Attempted conditional constraint is not an indexable operation");
        }
        for (Value value : test.values()) {
            if (!Values.type(value).equals(key.type())) {
                throw Invalid.parameter("Condition parameter type does not match schema type");
            }
            boolean noText = value instanceof Value.S(var text) && text.isEmpty();
            if (test.operator().equals("=") && (noText || (value instanceof Value.B(var bytes) && bytes.size() == 0))) {
                throw Invalid.request(
                        "One or more parameter values are not valid. The AttributeValue for a key attribute"
                                + " cannot contain an empty " + (noText ? "string" : "binary") + " value. Key: "
                                + key.name());
            }
        }
    }

    private static KeyRange range(Value partition, KeyTest test) {
        Value first = test.values().getFirst();
        return switch (test.operator()) {
            case "=" -> KeyRange.equal(partition, first);
            case "<" -> KeyRange.less(partition, first, false);
            case "<=" -> KeyRange.less(partition, first, true);
            case ">" -> KeyRange.greater(partition, first, false);
            case ">=" -> KeyRange.greater(partition, first, true);
            case "BETWEEN" -> KeyRange.between(partition, first, test.values().getLast());
            default -> KeyRange.beginsWith(partition, first);
        };
    }
}
