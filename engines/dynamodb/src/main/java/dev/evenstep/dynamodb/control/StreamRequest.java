package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.StreamSettings;
import dev.evenstep.dynamodb.table.TableDefinition;

/** The part {@code StreamSpecification} of a request. */
final class StreamRequest {

    private StreamRequest() {}

    static boolean present(ObjectNode request) {
        return request.path("StreamSpecification").isObject();
    }

    private static boolean enables(ObjectNode request) {
        return request.path("StreamSpecification").path("StreamEnabled").asBoolean();
    }

    static void constraints(Constraints constraints, ObjectNode request) {
        if (present(request)) {
            JsonNode stream = request.path("StreamSpecification");
            constraints.required(stream.path("StreamEnabled"), "streamSpecification.streamEnabled");
            constraints.oneOf(stream, "StreamViewType", "streamSpecification.streamViewType", Shapes.VIEWS);
        }
    }

    static void check(ObjectNode request) {
        boolean view =
                request.path("StreamSpecification").path("StreamViewType").isTextual();
        if (present(request) && enables(request) && !view) {
            throw Errors.invalidValue("StreamViewType must be specified when StreamEnabled is true");
        }
        if (present(request) && !enables(request) && view) {
            throw Errors.invalidValue("StreamViewType cannot be specified when StreamEnabled is false");
        }
    }

    static void check(ObjectNode request, TableDefinition table) {
        if (!present(request)) {
            return;
        }
        check(request);
        if (enables(request) && table.streaming()) {
            throw Errors.invalid("Table already has an enabled stream: TableName: " + table.name());
        }
        if (!enables(request) && !table.streaming()) {
            throw Errors.invalid("Table already has stream disabled: TableName: " + table.name());
        }
    }

    /** The table with its new stream, where one is asked for. Within {@code Storage.write}. */
    static TableDefinition open(Context context, TableDefinition table, ObjectNode request) {
        if (!present(request) || !enables(request)) {
            return table;
        }
        var view = request.path("StreamSpecification").path("StreamViewType").asText();
        return table.with(context.streams().open(table, view));
    }

    /** The table with its stream as asked for. Within {@code Storage.write}. */
    static TableDefinition change(Context context, TableDefinition table, ObjectNode request) {
        StreamSettings stream = table.stream();
        if (present(request) && !enables(request) && stream != null) {
            context.streams().close(stream);
            return table.with(stream.disabled());
        }
        return open(context, table, request);
    }
}
