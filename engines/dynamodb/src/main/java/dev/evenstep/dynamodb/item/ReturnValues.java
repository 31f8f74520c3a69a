package dev.evenstep.dynamodb.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import org.jspecify.annotations.Nullable;

/** Which attributes a write answers. */
enum ReturnValues {
    ALL_NEW,
    UPDATED_OLD,
    ALL_OLD,
    NONE,
    UPDATED_NEW;

    /** What {@code ReturnValues} says, once it is known to be one of these. */
    static ReturnValues of(ObjectNode request) {
        return valueOf(request.path("ReturnValues").asText(NONE.name()));
    }

    /** Of an operation that only puts or deletes. */
    static ReturnValues oldOrNone(ObjectNode request) {
        var values = of(request);
        if (values != ALL_OLD && values != NONE) {
            throw Invalid.request("ReturnValues can only be ALL_OLD or NONE");
        }
        return values;
    }

    /** Null or empty: nothing to answer. */
    @Nullable
    TableItem of(PlannedWrite.Permitted write) {
        var updated = write.updated();
        return switch (this) {
            case NONE -> null;
            case ALL_OLD -> write.before();
            case ALL_NEW -> write.after();
            case UPDATED_OLD -> updated == null || write.before() == null ? null : updated.touchedBefore();
            case UPDATED_NEW -> updated == null ? null : updated.touchedAfter();
        };
    }
}
