package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.effect.Write;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** An effect's writes as parts of a transaction. */
final class TransactedWrites {

    private final TableNames tables;

    TransactedWrites(TableNames tables) {
        this.tables = tables;
    }

    TransactWriteItem of(Write write) {
        return switch (write) {
            case Write.Put put -> TransactWriteItem.builder().put(put(put)).build();
            case Write.Update update
            when update.changesNothing() ->
                TransactWriteItem.builder().conditionCheck(check(update)).build();
            case Write.Update update ->
                TransactWriteItem.builder().update(update(update)).build();
            case Write.Delete delete ->
                TransactWriteItem.builder().delete(delete(delete)).build();
        };
    }

    private Put put(Write.Put put) {
        Expression expression = new Expression().conditionsOf(put);
        return Put.builder()
                .tableName(tables.deployedName(put.key().table()))
                .item(AttributeValues.of(put))
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .build();
    }

    private Update update(Write.Update update) {
        Expression expression = new Expression().changes(update).conditionsOf(update);
        return Update.builder()
                .tableName(tables.deployedName(update.key().table()))
                .key(AttributeValues.of(update.key()))
                .updateExpression(expression.update())
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .build();
    }

    /** An update in a transaction must have an expression: what changes nothing is another action. */
    private ConditionCheck check(Write.Update update) {
        Expression expression = new Expression().conditionsOf(update);
        return ConditionCheck.builder()
                .tableName(tables.deployedName(update.key().table()))
                .key(AttributeValues.of(update.key()))
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .build();
    }

    private Delete delete(Write.Delete delete) {
        Expression expression = new Expression().conditionsOf(delete);
        return Delete.builder()
                .tableName(tables.deployedName(delete.key().table()))
                .key(AttributeValues.of(delete.key()))
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .build();
    }
}
