package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.TableSettings;
import dev.evenstep.engine.protocol.AwsException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes a table. */
final class CreateTable {

    private final Context context;
    private final AtomicLong made = new AtomicLong();

    CreateTable(Context context) {
        this.context = context;
    }

    ObjectNode on(ObjectNode request) {
        var name = Constraints.tableName(request, 3, 255);
        constraints(request);
        boolean onDemand = request.path("BillingMode").asText().equals("PAY_PER_REQUEST");
        billing(request, onDemand);
        StreamRequest.check(request);
        List<KeyAttribute> attributes = Shapes.attributes(request);
        TableRules.table(request, attributes);
        indexBilling(request, onDemand);
        var tags = Tags.read(request);
        return context.write(() -> {
            if (context.tables().find(name) != null) {
                throw new AwsException(400, "ResourceInUseException", "Table already exists: " + name);
            }
            Instant now = context.now();
            var status = new Status(Status.CREATING, now.plus(context.options().delay()));
            var table = new TableDefinition(
                    name,
                    id(name, now),
                    context.account().arn("dynamodb", "table/" + name),
                    now,
                    status,
                    Shapes.keys(request, attributes),
                    attributes,
                    indexes(request, attributes, status),
                    null,
                    null,
                    new TableSettings(
                            Shapes.throughput(request),
                            onDemand ? now : null,
                            request.path("DeletionProtectionEnabled").asBoolean(),
                            request.path("TableClass").textValue(),
                            request.path("SSESpecification").path("Enabled").asBoolean(),
                            false,
                            null,
                            tags));
            var opened = StreamRequest.open(context, table, request);
            context.tables().put(opened);
            return TableJson.answer("TableDescription", context.json().described(opened, Instant.MIN));
        });
    }

    private static void constraints(ObjectNode request) {
        var constraints = new Constraints();
        constraints.required(request.path("AttributeDefinitions"), "attributeDefinitions");
        Shapes.attributes(constraints, request);
        constraints.oneOf(request, "BillingMode", "billingMode", Shapes.BILLING_MODES);
        Shapes.throughput(constraints, request, "provisionedThroughput");
        Shapes.keys(constraints, request, "keySchema");
        Shapes.indexes(constraints, request, "LocalSecondaryIndexes", "localSecondaryIndexes");
        Shapes.indexes(constraints, request, "GlobalSecondaryIndexes", "globalSecondaryIndexes");
        StreamRequest.constraints(constraints, request);
        constraints.oneOf(request, "TableClass", "tableClass", Shapes.TABLE_CLASSES);
        constraints.check();
    }

    private static void billing(ObjectNode request, boolean onDemand) {
        boolean given = request.path("ProvisionedThroughput").isObject();
        if (onDemand && given) {
            throw Errors.invalidValue("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                    + "BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && !given) {
            throw Errors.invalidValue("ReadCapacityUnits and WriteCapacityUnits must both be specified when "
                    + "BillingMode is PROVISIONED");
        }
    }

    private static void indexBilling(ObjectNode request, boolean onDemand) {
        for (JsonNode index : request.path("GlobalSecondaryIndexes")) {
            IndexUpdates.billing(index, onDemand);
        }
    }

    private static List<Index> indexes(ObjectNode request, List<KeyAttribute> attributes, Status status) {
        List<Index> indexes = new ArrayList<>();
        for (JsonNode index : request.path("LocalSecondaryIndexes")) {
            indexes.add(Shapes.index(index, false, attributes, status));
        }
        for (JsonNode index : request.path("GlobalSecondaryIndexes")) {
            indexes.add(Shapes.index(index, true, attributes, status));
        }
        return indexes;
    }

    /** Another for a table of the same name at the same time. */
    private String id(String name, Instant now) {
        var unique = name + "/" + now + "/" + made.incrementAndGet();
        return UUID.nameUUIDFromBytes(unique.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
