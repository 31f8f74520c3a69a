package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.StreamSettings;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.TableSettings;
import dev.evenstep.dynamodb.table.Throughput;
import dev.evenstep.engine.protocol.Json;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tables in the shapes of the API. */
record TableJson(Database database) {

    static ObjectNode answer(String name, ObjectNode value) {
        return Json.object().set(name, value);
    }

    /** @param now by which statuses are told; {@link Instant#MIN}: as they are while what was asked for is being done */
    ObjectNode described(TableDefinition table, Instant now) {
        TableSettings settings = table.settings();
        var json = Json.object();
        ArrayNode attributes = json.putArray("AttributeDefinitions");
        for (KeyAttribute attribute : table.attributes()) {
            attributes.addObject().put("AttributeName", attribute.name()).put("AttributeType", attribute.type());
        }
        json.put("TableName", table.name());
        json.set("KeySchema", keys(table.keys()));
        json.put("TableStatus", table.status().at(now));
        json.put("CreationDateTime", seconds(table.created()));
        json.set("ProvisionedThroughput", throughput(settings.throughput()));
        json.put("TableSizeBytes", database.size(table, null))
                .put("ItemCount", database.count(table, null))
                .put("TableArn", table.arn())
                .put("TableId", table.id());
        Instant onDemandSince = settings.onDemandSince();
        if (onDemandSince != null) {
            json.putObject("BillingModeSummary")
                    .put("BillingMode", settings.onDemand() ? "PAY_PER_REQUEST" : "PROVISIONED")
                    .put("LastUpdateToPayPerRequestDateTime", seconds(onDemandSince));
        }
        indexes(json, "LocalSecondaryIndexes", table, false, now);
        indexes(json, "GlobalSecondaryIndexes", table, true, now);
        stream(json, table.stream());
        if (settings.tableClass() != null) {
            json.putObject("TableClassSummary").put("TableClass", settings.tableClass());
        }
        if (settings.encrypted()) {
            json.putObject("SSEDescription").put("Status", "ENABLED").put("SSEType", "KMS");
        }
        return json.put("DeletionProtectionEnabled", settings.deletionProtection());
    }

    private void indexes(ObjectNode json, String name, TableDefinition table, boolean global, Instant now) {
        ArrayNode list = Json.array();
        for (Index index : table.indexes()) {
            if (index.global() == global) {
                list.add(index(table, index, now));
            }
        }
        if (!list.isEmpty()) {
            json.set(name, list);
        }
    }

    private ObjectNode index(TableDefinition table, Index index, Instant now) {
        var json = Json.object().put("IndexName", index.name());
        json.set("KeySchema", keys(index.keys()));
        var projection = json.putObject("Projection").put("ProjectionType", index.projection());
        if (!index.included().isEmpty()) {
            index.included().forEach(projection.putArray("NonKeyAttributes")::add);
        }
        if (index.global()) {
            var status = index.status().at(now);
            json.put("IndexStatus", status);
            if (status.equals(Status.CREATING) && table.status().state().equals(Status.UPDATING)) {
                json.put("Backfilling", true);
            }
            json.set("ProvisionedThroughput", throughput(index.throughput()));
        }
        return json.put("IndexSizeBytes", database.size(table, index))
                .put("ItemCount", database.count(table, index))
                .put("IndexArn", table.arn() + "/index/" + index.name());
    }

    private static void stream(ObjectNode json, @Nullable StreamSettings stream) {
        if (stream == null) {
            return;
        }
        if (stream.enabled()) {
            json.putObject("StreamSpecification").put("StreamEnabled", true).put("StreamViewType", stream.view());
        }
        json.put("LatestStreamLabel", stream.label()).put("LatestStreamArn", stream.arn());
    }

    private static ArrayNode keys(KeySchema keys) {
        var list = Json.array();
        list.addObject().put("AttributeName", keys.partition().name()).put("KeyType", "HASH");
        KeyAttribute sort = keys.sort();
        if (sort != null) {
            list.addObject().put("AttributeName", sort.name()).put("KeyType", "RANGE");
        }
        return list;
    }

    private static ObjectNode throughput(Throughput throughput) {
        return Json.object()
                .put("NumberOfDecreasesToday", 0)
                .put("ReadCapacityUnits", throughput.read())
                .put("WriteCapacityUnits", throughput.write());
    }

    static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }
}
