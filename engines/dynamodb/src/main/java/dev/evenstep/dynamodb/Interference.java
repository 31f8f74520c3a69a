package dev.evenstep.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** Faults around each call, by operation and table. */
record Interference(Faults faults, TimeSource time) {

    private static final Set<String> ITEM_WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");
    private static final Set<String> TRANSACTIONS = Set.of("TransactWriteItems", "TransactGetItems");
    private static final String ONGOING = "Transaction is ongoing for the item";

    ObjectNode around(String operation, ObjectNode request, UnaryOperator<ObjectNode> work) {
        if (!faults.any()) {
            return work.apply(request);
        }
        Set<String> tables = tables(request);
        for (String table : tables) {
            faults.strike(Fault.DELAY, operation, table).ifPresent(rule -> await(rule.delay()));
            if (faults.strike(Fault.THROTTLE, operation, table).isPresent()) {
                throw throttled();
            }
        }
        refuseConflicts(operation, request, tables);
        var answer = work.apply(request);
        for (String table : tables) {
            if (faults.strike(Fault.LOST_REPLY, operation, table).isPresent()) {
                throw new AwsException(500, "InternalServerError", "Internal server error");
            }
        }
        return answer;
    }

    private void refuseConflicts(String operation, ObjectNode request, Set<String> tables) {
        if (ITEM_WRITES.contains(operation) && conflict(operation, tables)) {
            throw new AwsException(400, "TransactionConflictException", ONGOING);
        }
        if (TRANSACTIONS.contains(operation) && conflict(operation, tables)) {
            throw cancelled(request.path("TransactItems").size());
        }
    }

    private boolean conflict(String operation, Set<String> tables) {
        return tables.stream()
                .anyMatch(
                        table -> faults.strike(Fault.CONFLICT, operation, table).isPresent());
    }

    private static AwsException cancelled(int actions) {
        List<String> codes = new ArrayList<>();
        var members = Json.object();
        var reasons = members.putArray("CancellationReasons");
        for (int i = 0; i < actions; i++) {
            codes.add(i == 0 ? "TransactionConflict" : "None");
            var reason = reasons.addObject().put("Code", codes.getLast());
            if (i == 0) {
                reason.put("Message", ONGOING);
            }
        }
        return new AwsException(
                400,
                "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons [%s]"
                        .formatted(String.join(", ", codes)),
                members);
    }

    private static AwsException throttled() {
        return new AwsException(
                400,
                "ProvisionedThroughputExceededException",
                "The level of configured provisioned throughput for the table was exceeded. "
                        + "Consider increasing your provisioning level with the UpdateTable API.");
    }

    /** The tables that a request names, in whichever way it does. */
    private static Set<String> tables(ObjectNode request) {
        Set<String> tables = new LinkedHashSet<>();
        request.path("RequestItems").fieldNames().forEachRemaining(tables::add);
        for (JsonNode action : request.path("TransactItems")) {
            action.forEach(one -> tables.add(one.path("TableName").asText()));
        }
        if (tables.isEmpty()) {
            tables.add(
                    request.path("TableName").asText(request.path("StreamArn").asText("*")));
        }
        return tables;
    }

    private void await(Duration delay) {
        var over = new CountDownLatch(1);
        var timer = time.at(time.now().plus(delay), over::countDown);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            timer.cancel();
        }
    }
}
