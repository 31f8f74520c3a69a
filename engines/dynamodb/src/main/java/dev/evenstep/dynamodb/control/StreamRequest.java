package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.StreamSettings;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.Json;

/** The part {@code StreamSpecification} of a request. */
final class StreamRequest {

    private static final String PART = "StreamSpecification";

    private StreamRequest() {}

    private static boolean enables(ObjectNode request) {
        return request.path(PART).path("StreamEnabled").asBoolean();
    }

    static void check(ObjectNode request) {
        if (request.hasNonNull(PART) && enables(request) != request.path(PART).hasNonNull("StreamViewType")) {
            throw Invalid.parameter(
                    enables(request)
                            ? "StreamViewType must be specified when StreamEnabled is true"
                            : "StreamViewType cannot be specified when StreamEnabled is false");
        }
    }

    static void check(ObjectNode request, TableDefinition table) {
        check(request);
        if (request.hasNonNull(PART) && enables(request) == table.streaming()) {
            throw Invalid.request(
                    enables(request)
                            ? "Table already has an enabled stream: TableName: " + table.name()
                            : "Table has no stream to disable: TableName: " + table.name());
        }
    }

    /** The table with its stream as asked for. Within {@code Storage.write}. */
    static TableDefinition change(Context context, TableDefinition table, ObjectNode request) {
        if (!request.hasNonNull(PART)) {
            return table;
        }
        if (enables(request)) {
            var view = request.path(PART).path("StreamViewType").asText();
            StreamSettings opened = context.streams().open(table, view);
            return table.with(json -> {
                var changed = (ObjectNode) json.path("Table");
                changed.put("LatestStreamArn", opened.arn()).put("LatestStreamLabel", opened.label());
                changed.set(PART, Json.object().put("StreamEnabled", true).put("StreamViewType", view));
            });
        }
        context.streams().close(table);
        return table.with(json -> ((ObjectNode) json.path("Table")).remove(PART));
    }
}
