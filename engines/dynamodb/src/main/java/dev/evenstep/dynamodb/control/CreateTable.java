package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Makes a table. */
final class CreateTable {

    private final TableContext context;
    private final AtomicLong made = new AtomicLong();

    CreateTable(TableContext context) {
        this.context = context;
    }

    ObjectNode on(ObjectNode request) {
        if (Shape.text(request, "TableName") == null) {
            throw Invalid.request("The parameter 'TableName' is required but was not present in the request");
        }
        var constraints = Constraints.of(request).table(3).required("AttributeDefinitions");
        Shapes.check(constraints);
        Shapes.keys(constraints);
        constraints
                .each("LocalSecondaryIndexes", Shapes::index)
                .each("GlobalSecondaryIndexes", Shapes::index)
                .check();
        boolean onDemand = request.path("BillingMode").asText().equals("PAY_PER_REQUEST");
        Billing.check(request, onDemand, true);
        StreamRequest.check(request, null);
        TableRules.table(request);
        request.path("GlobalSecondaryIndexes").forEach(index -> Billing.checkIndex(index, onDemand));
        var tags = Tags.read(request);
        return context.write(() -> {
            var name = request.path("TableName").asText();
            if (context.tables().find(name) != null) {
                throw new AwsException(400, "ResourceInUseException", "Table already exists: " + name);
            }
            var json = JsonTrees.object();
            json.set("Table", table(request, name, onDemand));
            json.set("Tags", tags);
            var table = TableDefinition.of(json);
            var building = table.indexes().stream().map(Index::name).collect(Collectors.toSet());
            var opened = StreamRequest.change(context, table, request).with(context.status(Status.CREATING, building));
            context.tables().put(opened);
            return new Description(context.database()).answer("TableDescription", opened, Instant.MIN);
        });
    }

    private ObjectNode table(ObjectNode request, String name, boolean onDemand) {
        Instant now = context.now();
        var table = JsonTrees.object();
        table.set(
                "AttributeDefinitions",
                Shapes.pickAll(request.path("AttributeDefinitions"), "AttributeName", "AttributeType"));
        table.put("TableName", name);
        table.set("KeySchema", Shapes.pickAll(request.path("KeySchema"), "AttributeName", "KeyType"));
        table.put("CreationDateTime", TableContext.seconds(now))
                .put("TableArn", context.account().arn("dynamodb", "table/" + name))
                .put("TableId", id(name, now))
                .put("DeletionProtectionEnabled", Shape.flag(request, "DeletionProtectionEnabled", false));
        table.set("ProvisionedThroughput", Shapes.throughput(request.path("ProvisionedThroughput")));
        for (JsonNode index : request.path("LocalSecondaryIndexes")) {
            table.withArrayProperty("LocalSecondaryIndexes").add(Shapes.index(index, false));
        }
        for (JsonNode index : request.path("GlobalSecondaryIndexes")) {
            table.withArrayProperty("GlobalSecondaryIndexes").add(Shapes.index(index, true));
        }
        if (onDemand) {
            Billing.onDemand(table, now);
        }
        UpdateTable.classAndEncryption(table, request);
        return table;
    }

    /** Another for a table of the same name at the same time. */
    private String id(String name, Instant now) {
        var unique = name + "/" + now + "/" + made.incrementAndGet();
        return UUID.nameUUIDFromBytes(unique.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
