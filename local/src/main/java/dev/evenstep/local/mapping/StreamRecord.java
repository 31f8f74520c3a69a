package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * A record of a shard.
 *
 * @param json what a function gets of it
 * @param key equal for records that must stay in order: of a table's item, or the partition key
 */
record StreamRecord(String sequenceNumber, Instant created, ObjectNode json, String key) {

    /** The event that holds these records. */
    static String event(List<StreamRecord> records) {
        return EventJson.of(records.stream().map(StreamRecord::json).toList());
    }
}
