package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.value.Invalid;
import java.time.Instant;

/** By request, or by provisioned throughput. */
final class Billing {

    private Billing() {}

    /** Refuses throughput where it must not be given, and its lack where it must. */
    static void check(ObjectNode request, boolean onDemand, boolean required) {
        boolean given = request.hasNonNull("ProvisionedThroughput");
        if (onDemand && given) {
            throw Invalid.parameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                    + "BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && !given && required) {
            throw Invalid.parameter("ReadCapacityUnits and WriteCapacityUnits must both be specified when "
                    + "BillingMode is PROVISIONED");
        }
    }

    static void checkIndex(JsonNode index, boolean onDemand) {
        boolean given = index.hasNonNull("ProvisionedThroughput");
        var name = index.path("IndexName").asText();
        if (onDemand && given) {
            throw Invalid.parameter(
                    "ProvisionedThroughput should not be specified for index: %s when BillingMode is PAY_PER_REQUEST"
                            .formatted(name));
        }
        if (!onDemand && !given) {
            throw Invalid.parameter("ProvisionedThroughput must be specified for index: " + name);
        }
    }

    /** Sets the throughput of a table or an index, which must be another than before. */
    static void change(ObjectNode json, JsonNode wanted, String what) {
        ObjectNode throughput = Shapes.throughput(wanted);
        if (throughput.equals(json.get("ProvisionedThroughput"))) {
            throw Invalid.request(
                    ("The provisioned throughput for the %1$s will not change. The requested value equals "
                                    + "the current value. Current ReadCapacityUnits provisioned for the %1$s: %2$s. "
                                    + "Requested ReadCapacityUnits: %2$s. Current WriteCapacityUnits provisioned for the "
                                    + "%1$s: %3$s. Requested WriteCapacityUnits: %3$s. Refer to the Amazon DynamoDB Developer "
                                    + "Guide for current limits and how to request higher limits.")
                            .formatted(
                                    what, throughput.get("ReadCapacityUnits"), throughput.get("WriteCapacityUnits")));
        }
        json.set("ProvisionedThroughput", throughput);
    }

    /** Bills a table, and its indexes, by request from now on. */
    static void onDemand(ObjectNode table, Instant now) {
        table.putObject("BillingModeSummary")
                .put("BillingMode", "PAY_PER_REQUEST")
                .put("LastUpdateToPayPerRequestDateTime", TableContext.seconds(now));
        table.set("ProvisionedThroughput", Shapes.throughput(table.path("none")));
        table.path("GlobalSecondaryIndexes")
                .forEach(index ->
                        ((ObjectNode) index).set("ProvisionedThroughput", Shapes.throughput(index.path("none"))));
    }
}
