package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.effect.Write;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Step;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Writing down that a step was taken; on the entity's own item, together with what the event does to it. */
final class RecordWrites {

    private final TableNames tables;

    RecordWrites(TableNames tables) {
        this.tables = tables;
    }

    TransactWriteItem of(Commit commit) {
        RecordItem record = new RecordItem(commit.step().address(), tables);
        RecordExpressions conditions = new RecordExpressions(record.names());
        Expression expression = conditions.admitting(commit.step(), commit.guard(), commit.now());
        conditions.parked(expression, commit.unparking());
        boolean onItem = commit.step().address() instanceof RecordAddress.OnItem;
        if (onItem && !commit.writes().isEmpty() && commit.writes().getFirst() instanceof Write.Put put) {
            return TransactWriteItem.builder()
                    .put(put(commit, record, expression, put))
                    .build();
        }
        if (onItem && !commit.writes().isEmpty() && commit.writes().getFirst() instanceof Write.Update update) {
            expression.changes(update);
        }
        taken(commit, record.names(), expression);
        conditions.changeParked(expression, commit.unparking());
        return TransactWriteItem.builder().update(update(record, expression)).build();
    }

    private static void taken(Commit commit, RecordItem.Names names, Expression expression) {
        Step step = commit.step();
        expression.set(names.fingerprint(), AttributeValue.fromS(step.fingerprint()));
        switch (step) {
            case Step.InAnyOrder any ->
                expression
                        .set(RecordItem.STATUS, RecordItem.COMPLETED)
                        .set(
                                RecordItem.EXPIRATION,
                                AttributeValues.number(commit.expiry().getEpochSecond()));
            case Step.Ordered inOrder ->
                expression
                        .set(names.position(), AttributeValues.number(inOrder.number()))
                        .set(names.event(), AttributeValue.fromS(step.event().text()));
        }
        if (step.address() instanceof RecordAddress.OnItem) {
            return;
        }
        expression.remove(RecordItem.OWNER).remove(RecordItem.IN_PROGRESS_EXPIRATION);
        if (step instanceof Step.Ordered || commit.guard() instanceof Guard.HeldBy) {
            RecordItem.OF_ANSWER.forEach(expression::remove);
        }
        if (commit.result() == null) {
            expression.remove(RecordItem.DATA);
        } else {
            expression.set(RecordItem.DATA, AttributeValue.fromS(commit.result()));
        }
    }

    private static Put put(Commit commit, RecordItem record, Expression expression, Write.Put put) {
        if (!(commit.step() instanceof Step.Ordered step)) {
            throw new IllegalArgumentException("Only a step in order is written down on the entity's own item");
        }
        Map<String, AttributeValue> item = AttributeValues.of(put);
        RecordItem.Names names = record.names();
        item.put(names.position(), AttributeValues.number(step.number()));
        item.put(names.event(), AttributeValue.fromS(step.event().text()));
        item.put(names.fingerprint(), AttributeValue.fromS(step.fingerprint()));
        if (commit.unparking() != null && commit.unparking().left() > 0) {
            item.put(names.parked(), AttributeValues.number(commit.unparking().left()));
        }
        return Put.builder()
                .tableName(record.table())
                .item(item)
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    static Update update(RecordItem record, Expression expression) {
        return Update.builder()
                .tableName(record.table())
                .key(record.key())
                .updateExpression(expression.update())
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }
}
