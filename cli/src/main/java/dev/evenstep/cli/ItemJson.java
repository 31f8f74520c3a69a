package dev.evenstep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Plain JSON as an item: texts, numbers, truth values, lists and maps become DynamoDB's own. */
final class ItemJson {

    private ItemJson() {}

    static Map<String, AttributeValue> item(JsonNode object) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        object.properties().forEach(attribute -> item.put(attribute.getKey(), value(attribute.getValue())));
        return item;
    }

    private static AttributeValue value(JsonNode json) {
        return switch (json.getNodeType()) {
            case BOOLEAN -> AttributeValue.fromBool(json.booleanValue());
            case NUMBER -> AttributeValue.fromN(json.asText());
            case OBJECT -> AttributeValue.fromM(item(json));
            case ARRAY ->
                AttributeValue.fromL(StreamSupport.stream(json.spliterator(), false)
                        .map(ItemJson::value)
                        .toList());
            case NULL, MISSING -> AttributeValue.fromNul(true);
            case STRING, BINARY, POJO -> AttributeValue.fromS(json.asText());
        };
    }
}
