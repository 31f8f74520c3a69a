package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.Json;
import java.util.ArrayList;
import java.util.List;

/** The parts that requests for tables are made of: what each must be for itself, and how it is kept. */
final class Shapes {

    private static final int LONGEST_NAME = 255;
    private static final long MOST_UNITS = 1_000_000_000_000L;

    private Shapes() {}

    /** Of what a request to make or to change a table has in common. */
    static void check(Constraints constraints, ObjectNode request) {
        int number = 1;
        for (JsonNode one : Shape.list(request, "AttributeDefinitions")) {
            constraints
                    .in(one, "attributeDefinitions.%d.member.".formatted(number++))
                    .text("AttributeName", 1, LONGEST_NAME)
                    .required("AttributeType")
                    .oneOf("AttributeType", "B", "N", "S");
        }
        constraints.oneOf("BillingMode", "PROVISIONED", "PAY_PER_REQUEST");
        throughput(constraints, request, "");
        constraints.oneOf("TableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS");
        ObjectNode stream = Shape.structure(request, "StreamSpecification");
        if (stream != null) {
            constraints
                    .in(stream, "streamSpecification.")
                    .required("StreamEnabled")
                    .oneOf("StreamViewType", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY");
        }
    }

    static void throughput(Constraints constraints, JsonNode parent, String path) {
        ObjectNode throughput = Shape.structure(parent, "ProvisionedThroughput");
        if (throughput != null) {
            constraints
                    .in(throughput, path + "provisionedThroughput.")
                    .required("WriteCapacityUnits")
                    .atLeast("WriteCapacityUnits", 1)
                    .required("ReadCapacityUnits")
                    .atLeast("ReadCapacityUnits", 1);
        }
    }

    static void keys(Constraints constraints, JsonNode parent, String path) {
        var own = constraints.in(parent, path).required("KeySchema");
        List<String> shown = new ArrayList<>();
        for (JsonNode key : Shape.list(parent, "KeySchema")) {
            shown.add("KeySchemaElement(attributeName=%s, keyType=%s)"
                    .formatted(
                            key.path("AttributeName").asText(),
                            key.path("KeyType").asText()));
            constraints
                    .in(key, "%skeySchema.%d.member.".formatted(path, shown.size()))
                    .text("AttributeName", 1, LONGEST_NAME)
                    .required("KeyType")
                    .oneOf("KeyType", "HASH", "RANGE");
        }
        if (parent.path("KeySchema").isArray()) {
            own.length("KeySchema", shown.toString(), shown.size(), 1, 2);
        }
    }

    static void index(Constraints constraints, JsonNode index, String path) {
        constraints.in(index, path).required("Projection").required("IndexName").name("IndexName");
        ObjectNode projection = Shape.structure(index, "Projection");
        if (projection != null) {
            var own = constraints
                    .in(projection, path + "projection.")
                    .oneOf("ProjectionType", "ALL", "INCLUDE", "KEYS_ONLY");
            JsonNode included = projection.path("NonKeyAttributes");
            if (included.isArray()) {
                own.length("NonKeyAttributes", included.toString(), included.size(), 1, 100);
            }
        }
        throughput(constraints, index, path);
        keys(constraints, index, path);
    }

    /** Those that are named of an object's members. */
    static ObjectNode pick(JsonNode from, String... names) {
        var picked = Json.object();
        for (String name : names) {
            if (from.hasNonNull(name)) {
                picked.set(name, from.get(name).deepCopy());
            }
        }
        return picked;
    }

    /** As {@link #pick}, of each. */
    static ArrayNode pickAll(JsonNode from, String... names) {
        var all = Json.array();
        from.forEach(one -> all.add(pick(one, names)));
        return all;
    }

    /** An index as it is kept. */
    static ObjectNode index(JsonNode index, boolean global) {
        var json = pick(index, "IndexName");
        json.set("KeySchema", pickAll(index.path("KeySchema"), "AttributeName", "KeyType"));
        json.set("Projection", pick(index.path("Projection"), "ProjectionType", "NonKeyAttributes"));
        if (global) {
            json.set("ProvisionedThroughput", throughput(index.path("ProvisionedThroughput")));
        }
        return json;
    }

    /** Throughput as it is kept: 0 where a table is billed by request. */
    static ObjectNode throughput(JsonNode throughput) {
        return Json.object()
                .put("NumberOfDecreasesToday", 0)
                .put("ReadCapacityUnits", units(throughput, "ReadCapacityUnits"))
                .put("WriteCapacityUnits", units(throughput, "WriteCapacityUnits"));
    }

    private static long units(JsonNode throughput, String name) {
        long units = throughput.path(name).longValue();
        if (units > MOST_UNITS) {
            throw Invalid.request("Given value %d for %s is out of bounds".formatted(units, name));
        }
        return units;
    }
}
