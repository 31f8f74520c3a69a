package dev.evenstep.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.stack.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes tables as a template describes them, and keeps those that are there and equal. */
public final class TemplateTables {

    private final Logger log = LoggerFactory.getLogger(TemplateTables.class);
    private final DynamoDb engine;

    public TemplateTables(DynamoDb engine) {
        this.engine = engine;
    }

    /**
     * Tables that are kept stay as they are where keys and indexes are the template's; stream and time to live follow
     * the template, the latter as soon as DynamoDB takes it, which is an hour after the last change.
     *
     * @return the ARN of each table's stream by the one that the template knows it by
     * @throws IllegalStateException where a kept table has other keys or indexes than the template says
     */
    public Map<String, String> ensure(List<TableSpec> tables) {
        Map<String, String> streams = new HashMap<>();
        for (TableSpec table : tables) {
            ensure(table);
            if (table.streamArn() != null && table.streamViewType() != null) {
                streams.put(
                        table.streamArn(),
                        describe(table.name()).path("LatestStreamArn").asText());
            }
        }
        return streams;
    }

    private void ensure(TableSpec table) {
        var wanted = TableJson.create(table);
        try {
            var kept = describe(table.name());
            var before = TableJson.shape(kept);
            var after = TableJson.shape(wanted);
            if (!before.equals(after)) {
                throw new IllegalStateException(
                        "Table %s is kept with %s, and the template says %s. Delete the table, or use another data folder."
                                .formatted(table.name(), before, after));
            }
            setStream(
                    table,
                    kept.path("StreamSpecification").path("StreamViewType").textValue());
        } catch (AwsException missing) {
            if (!missing.code().equals("ResourceNotFoundException")) {
                throw missing;
            }
            engine.call("CreateTable", wanted);
        }
        expire(table);
    }

    private JsonNode describe(String table) {
        return engine.call("DescribeTable", JsonTrees.object().put("TableName", table))
                .path("Table");
    }

    private void setStream(TableSpec table, @Nullable String before) {
        var after = table.streamViewType();
        if (before != null && !before.equals(after)) {
            update(table, JsonTrees.object().put("StreamEnabled", false));
        }
        if (after != null && !after.equals(before)) {
            update(table, TableJson.stream(after));
        }
    }

    private void update(TableSpec table, JsonNode stream) {
        engine.call(
                "UpdateTable", JsonTrees.object().put("TableName", table.name()).set("StreamSpecification", stream));
    }

    private void expire(TableSpec table) {
        var kept = engine.call("DescribeTimeToLive", JsonTrees.object().put("TableName", table.name()))
                .path("TimeToLiveDescription");
        var before = kept.path("TimeToLiveStatus").asText().startsWith("ENABL")
                ? kept.path("AttributeName").textValue()
                : null;
        var after = table.timeToLiveAttribute();
        if (before != null && !before.equals(after)) {
            setTimeToLive(table, before, false);
        }
        if (after != null && !after.equals(before)) {
            setTimeToLive(table, after, true);
        }
    }

    private void setTimeToLive(TableSpec table, String attribute, boolean enabled) {
        var request = JsonTrees.object().put("TableName", table.name());
        request.putObject("TimeToLiveSpecification")
                .put("AttributeName", attribute)
                .put("Enabled", enabled);
        try {
            engine.call("UpdateTimeToLive", request);
        } catch (AwsException e) {
            log.warn(
                    "Table {} keeps its time to live as it is; a later start follows the template: {}",
                    table.name(),
                    e.getMessage());
        }
    }
}
