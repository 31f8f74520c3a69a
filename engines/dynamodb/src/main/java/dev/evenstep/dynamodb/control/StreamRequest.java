package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.JsonTrees;
import org.jspecify.annotations.Nullable;

/** The part {@code StreamSpecification} of a request. */
final class StreamRequest {

    private static final String PART = "StreamSpecification";

    private StreamRequest() {}

    private static boolean enables(ObjectNode request) {
        return request.path(PART).path("StreamEnabled").asBoolean();
    }

    /** @param table null where it is to be made */
    static void check(ObjectNode request, @Nullable TableDefinition table) {
        if (!request.hasNonNull(PART)) {
            return;
        }
        boolean enables = enables(request);
        if (enables != request.path(PART).hasNonNull("StreamViewType")) {
            throw Invalid.parameter("StreamViewType must be specified when a stream is enabled, and only then");
        }
        if (table != null && enables == (table.stream() != null)) {
            throw Invalid.request("Table already has %s stream: TableName: %s"
                    .formatted(enables ? "an enabled" : "a disabled", table.name()));
        }
    }

    /** The table with its stream as asked for. Within {@code Storage.write}. */
    static TableDefinition change(TableContext context, TableDefinition table, ObjectNode request) {
        if (!request.hasNonNull(PART)) {
            return table;
        }
        if (enables(request)) {
            var view = request.path(PART).path("StreamViewType").asText();
            var arn = context.streams().open(table, view);
            return table.with(json -> {
                var changed = (ObjectNode) json.path("Table");
                changed.put("LatestStreamArn", arn).put("LatestStreamLabel", arn.substring(arn.lastIndexOf('/') + 1));
                changed.set(PART, JsonTrees.object().put("StreamEnabled", true).put("StreamViewType", view));
            });
        }
        context.streams().close(table);
        return table.with(json -> ((ObjectNode) json.path("Table")).remove(PART));
    }
}
