package dev.evenstep.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.transaction.Cancellation;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.LostReplyException;
import dev.evenstep.engine.time.TimeSource;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** Faults around each call, by operation and table. */
record Interference(Faults faults, TimeSource time) {

    private static final Set<String> ITEM_WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");
    private static final Set<String> TRANSACTIONS = Set.of("TransactWriteItems", "TransactGetItems");

    ObjectNode around(String operation, ObjectNode request, UnaryOperator<ObjectNode> work) {
        if (!faults.any()) {
            return work.apply(request);
        }
        Set<String> tables = tables(request);
        for (String table : tables) {
            faults.strike(Fault.DELAY, operation, table).ifPresent(rule -> await(rule.delay()));
        }
        if (strikes(Fault.THROTTLE, operation, tables)) {
            throw new AwsException(
                    400,
                    "ProvisionedThroughputExceededException",
                    "The level of configured provisioned throughput for the table was exceeded. "
                            + "Consider increasing your provisioning level with the UpdateTable API.");
        }
        if (ITEM_WRITES.contains(operation) && strikes(Fault.CONFLICT, operation, tables)) {
            throw new AwsException(400, "TransactionConflictException", Cancellation.ONGOING);
        }
        if (TRANSACTIONS.contains(operation) && strikes(Fault.CONFLICT, operation, tables)) {
            cancel(request.path("TransactItems").size());
        }
        var answer = work.apply(request);
        if (strikes(Fault.LOST_REPLY, operation, tables)) {
            throw new LostReplyException();
        }
        return answer;
    }

    private boolean strikes(Fault fault, String operation, Set<String> tables) {
        return tables.stream()
                .anyMatch(table -> faults.strike(fault, operation, table).isPresent());
    }

    /** For a conflict on the first item. */
    private static void cancel(int actions) {
        var cancellation = new Cancellation();
        cancellation.conflict();
        for (int i = 1; i < actions; i++) {
            cancellation.none();
        }
        cancellation.check();
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
