package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.JsonTrees;

/** The parts that requests for tables are made of: what each must be for itself, and how it is kept. */
final class Shapes {

    private static final int LONGEST_NAME = 255;
    private static final long MOST_UNITS = 1_000_000_000_000L;

    private Shapes() {}

    /** Of what a request to make or to change a table has in common. */
    static void check(Constraints request) {
        request.each(
                        "AttributeDefinitions",
                        attribute -> name(attribute).required("AttributeType").oneOf("AttributeType", "B", "N", "S"))
                .oneOf("BillingMode", "PROVISIONED", "PAY_PER_REQUEST")
                .structure("ProvisionedThroughput", Shapes::throughput)
                .oneOf("TableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS")
                .structure(
                        "StreamSpecification",
                        stream -> stream.required("StreamEnabled")
                                .oneOf("StreamViewType", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"));
    }

    private static Constraints name(Constraints attribute) {
        return attribute.text("AttributeName", 1, LONGEST_NAME);
    }

    static void throughput(Constraints throughput) {
        throughput
                .required("WriteCapacityUnits")
                .atLeast("WriteCapacityUnits", 1)
                .required("ReadCapacityUnits")
                .atLeast("ReadCapacityUnits", 1);
    }

    static void keys(Constraints parent) {
        parent.required("KeySchema")
                .each("KeySchema", key -> name(key).required("KeyType").oneOf("KeyType", "HASH", "RANGE"))
                .size("KeySchema", 1, 2, Shapes::shown);
    }

    /** A key as AWS's messages show it. */
    private static String shown(JsonNode key) {
        return "KeySchemaElement(attributeName=%s, keyType=%s)"
                .formatted(
                        key.path("AttributeName").asText(), key.path("KeyType").asText());
    }

    static void index(Constraints index) {
        index.required("Projection")
                .required("IndexName")
                .name("IndexName")
                .structure(
                        "Projection",
                        projection -> projection
                                .oneOf("ProjectionType", "ALL", "INCLUDE", "KEYS_ONLY")
                                .size("NonKeyAttributes", 1, 100, JsonNode::toString))
                .structure("ProvisionedThroughput", Shapes::throughput);
        keys(index);
    }

    /** Those that are named of an object's members. */
    static ObjectNode pick(JsonNode from, String... names) {
        var picked = JsonTrees.object();
        for (String name : names) {
            if (from.hasNonNull(name)) {
                picked.set(name, from.get(name).deepCopy());
            }
        }
        return picked;
    }

    /** As {@link #pick}, of each. */
    static ArrayNode pickAll(JsonNode from, String... names) {
        var all = JsonTrees.array();
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
        return JsonTrees.object()
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
