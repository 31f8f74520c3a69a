package dev.evenstep.aws.internal.pipes;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.aws.internal.source.DynamoDbChanges;
import dev.evenstep.spi.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** "Amazon DynamoDB stream as a source" (Amazon EventBridge user guide). */
final class PipedDynamoDb implements PipeFormat<DynamodbEvent> {

    private final DynamoDbChanges source;

    PipedDynamoDb(String name) {
        this.source = new DynamoDbChanges(name);
    }

    @Override
    public List<String> eventSources() {
        return List.of("aws:dynamodb");
    }

    @Override
    public Source<DynamodbEvent, ?> source() {
        return source;
    }

    @Override
    public String identifier() {
        return "eventID";
    }

    @Override
    public DynamodbEvent event(JsonNode record) {
        JsonNode json = record.path("dynamodb");
        StreamRecord change = new StreamRecord();
        change.setKeys(image(json.path("Keys")));
        change.setNewImage(image(json.path("NewImage")));
        change.setOldImage(image(json.path("OldImage")));
        change.setSequenceNumber(RecordMembers.text(json, "SequenceNumber"));
        change.setApproximateCreationDateTime(RecordMembers.seconds(json.path("ApproximateCreationDateTime")));
        DynamodbStreamRecord whole = new DynamodbStreamRecord();
        whole.setEventID(RecordMembers.text(record, "eventID"));
        whole.setEventName(RecordMembers.text(record, "eventName"));
        whole.setEventSourceARN(RecordMembers.text(record, "eventSourceARN"));
        whole.setDynamodb(change);
        String principal = RecordMembers.text(record.path("userIdentity"), "principalId");
        if (principal != null) {
            whole.setUserIdentity(new Identity().withPrincipalId(principal));
        }
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(whole));
        return event;
    }

    private static @Nullable Map<String, AttributeValue> image(JsonNode json) {
        return json.isObject() ? map(json) : null;
    }

    private static Map<String, AttributeValue> map(JsonNode json) {
        Map<String, AttributeValue> map = new HashMap<>();
        json.properties().forEach(attribute -> map.put(attribute.getKey(), value(attribute.getValue())));
        return map;
    }

    private static AttributeValue value(JsonNode json) {
        Map.Entry<String, JsonNode> typed =
                json.properties().stream().findFirst().orElseGet(() -> Map.entry("NULL", json));
        JsonNode value = typed.getValue();
        AttributeValue made = new AttributeValue();
        return switch (typed.getKey()) {
            case "S" -> made.withS(value.asText());
            case "N" -> made.withN(value.asText());
            case "B" -> made.withB(RecordMembers.bytes(value));
            case "BOOL" -> made.withBOOL(value.asBoolean());
            case "M" -> made.withM(map(value));
            case "L" ->
                made.withL(elements(value).stream().map(PipedDynamoDb::value).toList());
            case "SS" ->
                made.withSS(elements(value).stream().map(JsonNode::asText).toList());
            case "NS" ->
                made.withNS(elements(value).stream().map(JsonNode::asText).toList());
            case "BS" ->
                made.withBS(elements(value).stream().map(RecordMembers::bytes).toList());
            default -> made.withNULL(true);
        };
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
