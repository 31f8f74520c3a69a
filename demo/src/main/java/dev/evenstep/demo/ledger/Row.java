package dev.evenstep.demo.ledger;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of a table, each attribute read as what it must be. */
record Row(Map<String, AttributeValue> item) {

    boolean has(String attribute) {
        return item.containsKey(attribute);
    }

    String text(String attribute) {
        return value(attribute).s();
    }

    int integer(String attribute) {
        return Integer.parseInt(value(attribute).n());
    }

    List<String> texts(String attribute) {
        return value(attribute).l().stream().map(AttributeValue::s).toList();
    }

    private AttributeValue value(String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null) {
            throw new IllegalStateException("An item has no " + attribute + ": " + item.keySet());
        }
        return value;
    }
}
