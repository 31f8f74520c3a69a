package dev.evenstep.aws.dynamodb;

import dev.evenstep.store.Commits.Commit;
import dev.evenstep.store.Commits.Guard;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Marking an event as handled: alone, or as part of a transaction. */
final class MarkWrites {

    private static final ReturnValuesOnConditionCheckFailure WITH_ITEM = ReturnValuesOnConditionCheckFailure.ALL_OLD;

    private final Tables tables;

    MarkWrites(Tables tables) {
        this.tables = tables;
    }

    DynamoDbResponse write(DynamoDbClient client, Commit commit) {
        return switch (commit.guard()) {
            case Guard.FirstTime first -> {
                Expression free = Mark.free(commit.now());
                yield client.putItem(PutItemRequest.builder()
                        .tableName(tables.idempotency())
                        .item(Mark.completed(commit.key(), commit.expiry(), commit.result()))
                        .conditionExpression(free.condition())
                        .expressionAttributeNames(free.names())
                        .expressionAttributeValues(free.values())
                        .returnValuesOnConditionCheckFailure(WITH_ITEM)
                        .build());
            }
            case Guard.HeldBy(String owner) -> {
                Expression completing = Mark.completing(owner, commit.expiry(), commit.result());
                yield client.updateItem(UpdateItemRequest.builder()
                        .tableName(tables.idempotency())
                        .key(Mark.key(commit.key()))
                        .updateExpression(completing.update())
                        .conditionExpression(completing.condition())
                        .expressionAttributeNames(completing.names())
                        .expressionAttributeValues(completing.values())
                        .returnValuesOnConditionCheckFailure(WITH_ITEM)
                        .build());
            }
        };
    }

    TransactWriteItem transacted(Commit commit) {
        return switch (commit.guard()) {
            case Guard.FirstTime first -> {
                Expression free = Mark.free(commit.now());
                Put put = Put.builder()
                        .tableName(tables.idempotency())
                        .item(Mark.completed(commit.key(), commit.expiry(), commit.result()))
                        .conditionExpression(free.condition())
                        .expressionAttributeNames(free.names())
                        .expressionAttributeValues(free.values())
                        .returnValuesOnConditionCheckFailure(WITH_ITEM)
                        .build();
                yield TransactWriteItem.builder().put(put).build();
            }
            case Guard.HeldBy(String owner) -> {
                Expression completing = Mark.completing(owner, commit.expiry(), commit.result());
                Update update = Update.builder()
                        .tableName(tables.idempotency())
                        .key(Mark.key(commit.key()))
                        .updateExpression(completing.update())
                        .conditionExpression(completing.condition())
                        .expressionAttributeNames(completing.names())
                        .expressionAttributeValues(completing.values())
                        .returnValuesOnConditionCheckFailure(WITH_ITEM)
                        .build();
                yield TransactWriteItem.builder().update(update).build();
            }
        };
    }
}
