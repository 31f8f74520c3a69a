package dev.evenstep.aws.dynamodb;

import dev.evenstep.effect.Write;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** An effect's writes as parts of a transaction. */
final class TransactedWrites {

    private final Tables tables;

    TransactedWrites(Tables tables) {
        this.tables = tables;
    }

    TransactWriteItem of(Write write) {
        return switch (write) {
            case Write.Put put -> TransactWriteItem.builder().put(put(put)).build();
            case Write.Update update ->
                TransactWriteItem.builder().update(update(update)).build();
            case Write.Delete delete ->
                TransactWriteItem.builder().delete(delete(delete)).build();
        };
    }

    private Put put(Write.Put put) {
        Expression expression = new Expression().conditionsOf(put);
        Map<String, AttributeValue> item = new LinkedHashMap<>(Attributes.of(put.key()));
        item.putAll(Attributes.all(put.item().attributes()));
        return Put.builder()
                .tableName(tables.deployedName(put.key().table()))
                .item(item)
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .build();
    }

    private Update update(Write.Update update) {
        Expression expression = new Expression().changes(update).conditionsOf(update);
        return Update.builder()
                .tableName(tables.deployedName(update.key().table()))
                .key(Attributes.of(update.key()))
                .updateExpression(expression.update())
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .build();
    }

    private Delete delete(Write.Delete delete) {
        Expression expression = new Expression().conditionsOf(delete);
        return Delete.builder()
                .tableName(tables.deployedName(delete.key().table()))
                .key(Attributes.of(delete.key()))
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .build();
    }
}
