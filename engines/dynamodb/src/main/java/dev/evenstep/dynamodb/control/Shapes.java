package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.Throughput;
import java.util.ArrayList;
import java.util.List;

/** The parts that requests for tables are made of: what each must be for itself, and what it means. */
final class Shapes {

    static final List<String> BILLING_MODES = List.of("PROVISIONED", "PAY_PER_REQUEST");
    static final List<String> VIEWS = List.of("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY");
    static final List<String> TABLE_CLASSES = List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS");
    private static final List<String> TYPES = List.of("B", "N", "S");
    private static final List<String> ROLES = List.of("HASH", "RANGE");
    private static final List<String> PROJECTIONS = List.of("ALL", "INCLUDE", "KEYS_ONLY");
    private static final int LONGEST_NAME = 255;
    private static final long MOST_UNITS = 1_000_000_000_000L;

    private Shapes() {}

    static void attributes(Constraints constraints, JsonNode request) {
        if (Constraints.list(request, "AttributeDefinitions")) {
            int number = 1;
            for (JsonNode one : request.path("AttributeDefinitions")) {
                var at = "attributeDefinitions.%d.member.".formatted(number++);
                constraints.text(one, "AttributeName", at + "attributeName", 1, LONGEST_NAME);
                if (constraints.required(one.path("AttributeType"), at + "attributeType")) {
                    constraints.oneOf(one, "AttributeType", at + "attributeType", TYPES);
                }
            }
        }
    }

    static void keys(Constraints constraints, JsonNode parent, String at) {
        if (!constraints.required(parent.path("KeySchema"), at) || !Constraints.list(parent, "KeySchema")) {
            return;
        }
        JsonNode keys = parent.path("KeySchema");
        List<String> shown = new ArrayList<>();
        keys.forEach(key -> shown.add("KeySchemaElement(attributeName=%s, keyType=%s)"
                .formatted(
                        key.path("AttributeName").asText(), key.path("KeyType").asText())));
        constraints.length(shown.toString(), keys.size(), at, 1, 2);
        int number = 1;
        for (JsonNode key : keys) {
            var member = "%s.%d.member.".formatted(at, number++);
            constraints.text(key, "AttributeName", member + "attributeName", 1, LONGEST_NAME);
            if (constraints.required(key.path("KeyType"), member + "keyType")) {
                constraints.oneOf(key, "KeyType", member + "keyType", ROLES);
            }
        }
    }

    static void throughput(Constraints constraints, JsonNode parent, String at) {
        JsonNode throughput = parent.path("ProvisionedThroughput");
        if (throughput.isObject()) {
            constraints.number(throughput.path("WriteCapacityUnits"), at + ".writeCapacityUnits", 1, Long.MAX_VALUE);
            constraints.number(throughput.path("ReadCapacityUnits"), at + ".readCapacityUnits", 1, Long.MAX_VALUE);
        }
    }

    static void indexes(Constraints constraints, JsonNode request, String name, String at) {
        if (Constraints.list(request, name)) {
            int number = 1;
            for (JsonNode index : request.path(name)) {
                index(constraints, index, "%s.%d.member".formatted(at, number++));
            }
        }
    }

    static void index(Constraints constraints, JsonNode index, String at) {
        JsonNode projection = index.path("Projection");
        if (constraints.required(projection, at + ".projection")) {
            constraints.oneOf(projection, "ProjectionType", at + ".projection.projectionType", PROJECTIONS);
            if (Constraints.list(projection, "NonKeyAttributes")) {
                JsonNode included = projection.path("NonKeyAttributes");
                constraints.length(included.toString(), included.size(), at + ".projection.nonKeyAttributes", 1, 100);
            }
        }
        indexName(constraints, index, at + ".indexName");
        throughput(constraints, index, at + ".provisionedThroughput");
        keys(constraints, index, at + ".keySchema");
    }

    static void indexName(Constraints constraints, JsonNode index, String at) {
        constraints.text(index, "IndexName", at, 3, LONGEST_NAME);
        Constraints.text(index, "IndexName").ifPresent(name -> constraints.name(name, at));
    }

    static List<KeyAttribute> attributes(JsonNode request) {
        List<KeyAttribute> attributes = new ArrayList<>();
        for (JsonNode one : request.path("AttributeDefinitions")) {
            attributes.add(new KeyAttribute(
                    one.path("AttributeName").asText(),
                    one.path("AttributeType").asText()));
        }
        return attributes;
    }

    /** Of a schema that {@link TableRules} has let pass. */
    static KeySchema keys(JsonNode parent, List<KeyAttribute> attributes) {
        JsonNode keys = parent.path("KeySchema");
        return new KeySchema(
                attribute(keys.get(0), attributes), keys.size() == 1 ? null : attribute(keys.get(1), attributes));
    }

    private static KeyAttribute attribute(JsonNode key, List<KeyAttribute> attributes) {
        return attributes.stream()
                .filter(attribute ->
                        attribute.name().equals(key.path("AttributeName").asText()))
                .findFirst()
                .orElseThrow();
    }

    static Throughput throughput(JsonNode parent) {
        JsonNode throughput = parent.path("ProvisionedThroughput");
        if (!throughput.isObject()) {
            return Throughput.ON_DEMAND;
        }
        return new Throughput(units(throughput, "ReadCapacityUnits"), units(throughput, "WriteCapacityUnits"));
    }

    private static long units(JsonNode throughput, String name) {
        long units = throughput.path(name).longValue();
        if (units > MOST_UNITS) {
            throw Errors.invalid("Given value %d for %s is out of bounds".formatted(units, name));
        }
        return units;
    }

    static Index index(JsonNode index, boolean global, List<KeyAttribute> attributes, Status status) {
        JsonNode projection = index.path("Projection");
        List<String> included = new ArrayList<>();
        projection.path("NonKeyAttributes").forEach(name -> included.add(name.asText()));
        return new Index(
                index.path("IndexName").asText(),
                global,
                keys(index, attributes),
                projection.path("ProjectionType").asText(),
                included,
                throughput(index),
                status);
    }
}
