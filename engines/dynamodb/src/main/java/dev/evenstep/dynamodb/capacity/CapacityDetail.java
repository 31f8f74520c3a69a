package dev.evenstep.dynamodb.capacity;

import com.fasterxml.jackson.databind.JsonNode;

/** How much of what it consumed a request wants to be told. */
public enum CapacityDetail {
    NONE,
    TOTAL,
    /** Table and indexes apart. */
    INDEXES;

    /** What {@code ReturnConsumedCapacity} says, once it is known to be one of these. */
    public static CapacityDetail of(JsonNode request) {
        return valueOf(request.path("ReturnConsumedCapacity").asText(NONE.name()));
    }
}
