package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * A record of a table's stream, and what a function gets of it in the shape of Lambda's DynamoDB event.
 *
 * @param json of the record
 * @param key of its item, partition and sort key: equal for records that must stay in order
 */
record StreamRecord(String sequenceNumber, Instant created, ObjectNode json, String key) {

    /** @param record as {@code GetRecords} answers it, which Lambda passes on with the stream's ARN */
    static StreamRecord of(JsonNode record, String streamArn) {
        JsonNode change = record.path("dynamodb");
        var key = new TreeMap<String, JsonNode>();
        change.path("Keys").properties().forEach(part -> key.put(part.getKey(), part.getValue()));
        return new StreamRecord(
                change.path("SequenceNumber").asText(),
                Instant.ofEpochSecond(change.path("ApproximateCreationDateTime").asLong()),
                ((ObjectNode) record).put("eventSourceARN", streamArn),
                key.toString());
    }

    /** The event that holds these records. */
    static String event(List<StreamRecord> records) {
        return EventJson.of(records.stream().map(StreamRecord::json).toList());
    }
}
