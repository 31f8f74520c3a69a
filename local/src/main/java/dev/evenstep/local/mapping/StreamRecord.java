package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A record of a table's stream, and what a function gets of it in the shape of Lambda's DynamoDB event.
 *
 * @param json of the record
 * @param key of its item, partition and sort key: equal for records that must stay in order
 */
record StreamRecord(String sequenceNumber, Instant created, ObjectNode json, String key) {

    /** @param streamArn as the mapping names it */
    static StreamRecord of(Record record, String streamArn) {
        var change = record.dynamodb();
        Instant created = change.approximateCreationDateTime();
        ObjectNode dynamodb = JsonNodeFactory.instance.objectNode();
        dynamodb.put("ApproximateCreationDateTime", created.getEpochSecond());
        dynamodb.set("Keys", AttributeJson.item(change.keys()));
        if (change.hasNewImage()) {
            dynamodb.set("NewImage", AttributeJson.item(change.newImage()));
        }
        if (change.hasOldImage()) {
            dynamodb.set("OldImage", AttributeJson.item(change.oldImage()));
        }
        dynamodb.put("SequenceNumber", change.sequenceNumber());
        dynamodb.put("SizeBytes", change.sizeBytes());
        dynamodb.put("StreamViewType", change.streamViewTypeAsString());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("eventID", record.eventID());
        json.put("eventName", record.eventNameAsString());
        json.put("eventVersion", record.eventVersion());
        json.put("eventSource", "aws:dynamodb");
        json.put("awsRegion", streamArn.split(":", -1)[3]);
        json.set("dynamodb", dynamodb);
        json.put("eventSourceARN", streamArn);
        String key = new TreeMap<>(change.keys()).toString();
        return new StreamRecord(change.sequenceNumber(), created, json, key);
    }

    /** The event that holds these records. */
    static String event(List<StreamRecord> records) {
        return EventJson.of(records.stream().map(StreamRecord::json).toList());
    }
}
