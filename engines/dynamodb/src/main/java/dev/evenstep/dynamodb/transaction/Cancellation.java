package dev.evenstep.dynamodb.transaction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Why a transaction is not done: a reason for each of its actions. */
public final class Cancellation {

    /** As {@code TransactionConflictException} tells it of a single write. */
    public static final String ONGOING = "Transaction is ongoing for the item";

    private static final String NONE = "None";

    private final ArrayNode reasons = JsonTrees.array();
    private boolean cancelled;

    public void none() {
        reasons.addObject().put("Code", NONE);
    }

    public void conflict() {
        add("TransactionConflict", ONGOING);
    }

    void conditionFailed(@Nullable TableItem item) {
        ObjectNode reason = add("ConditionalCheckFailed", "The conditional request failed");
        if (item != null) {
            reason.set("Item", ValueJson.write(item));
        }
    }

    /** What an action comes to by itself; null, and a reason, where it is invalid. */
    <T> @Nullable T valid(Supplier<T> action) {
        try {
            return action.get();
        } catch (AwsException e) {
            if (!e.code().equals("ValidationException")) {
                throw e;
            }
            add("ValidationError", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private ObjectNode add(String code, String message) {
        cancelled = true;
        return reasons.addObject().put("Code", code).put("Message", message);
    }

    /** @throws AwsException {@code TransactionCanceledException} where an action has a reason */
    public void check() {
        if (cancelled) {
            List<String> codes = new ArrayList<>();
            reasons.forEach(reason -> codes.add(reason.path("Code").asText()));
            ObjectNode members = JsonTrees.object().set("CancellationReasons", reasons);
            throw new AwsException(
                    400,
                    "TransactionCanceledException",
                    "Transaction cancelled, please refer cancellation reasons for specific reasons [%s]"
                            .formatted(String.join(", ", codes)),
                    members);
        }
    }
}
