package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.expiry.Expiry;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.stream.Streams;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.time.TimeSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the operations on tables work with.
 *
 * @param delay from a request until a table or index is {@code ACTIVE} or gone
 */
public record TableContext(
        Tables tables,
        Database database,
        Streams streams,
        Expiry expiry,
        TimeSource time,
        Account account,
        Duration delay) {

    Instant now() {
        return time.now();
    }

    <T> T write(Supplier<T> work) {
        return database.write(work);
    }

    /** A status that lasts as long as such a thing is to take. */
    Status status(String state, Set<String> building) {
        return new Status(state, now().plus(delay), building);
    }

    static String tableName(ObjectNode request) {
        Constraints.of(request).table().check();
        return request.path("TableName").asText();
    }

    TableDefinition require(String nameOrArn) {
        var table = tables.find(nameOrArn);
        if (table == null) {
            throw notFound("Table: %s not found".formatted(nameOrArn));
        }
        return table;
    }

    /** A table that nothing is being done to. */
    TableDefinition requireActive(String nameOrArn) {
        var table = require(nameOrArn);
        var what = switch (table.status().at(now())) {
            case Status.CREATING -> "created";
            case Status.DELETING -> "deleted";
            case Status.UPDATING -> "updated";
            default -> null;
        };
        if (what != null) {
            throw new AwsException(
                    400,
                    "ResourceInUseException",
                    "Attempt to change a resource which is still in use: Table is being %s: %s"
                            .formatted(what, table.name()));
        }
        return table;
    }

    static AwsException notFound(String what) {
        return new AwsException(400, "ResourceNotFoundException", "Requested resource not found: " + what);
    }

    /** As the API tells times. */
    static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }
}
