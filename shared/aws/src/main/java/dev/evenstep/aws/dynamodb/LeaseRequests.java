package dev.evenstep.aws.dynamodb;

import dev.evenstep.store.IdempotencyKey;
import dev.evenstep.store.Leases.Claim;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Claiming an event and giving it back. */
final class LeaseRequests {

    private final DynamoDbClient client;
    private final Tables tables;

    LeaseRequests(DynamoDbClient client, Tables tables) {
        this.client = client;
        this.tables = tables;
    }

    Claim claim(IdempotencyKey key, String owner, Instant now, Instant until, Instant expiry) {
        Expression free = Mark.free(now);
        PutItemRequest request = PutItemRequest.builder()
                .tableName(tables.idempotency())
                .item(Mark.inProgress(key, owner, until, expiry))
                .conditionExpression(free.condition())
                .expressionAttributeNames(free.names())
                .expressionAttributeValues(free.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            Requests.run(() -> client.putItem(request));
            return new Claim.Claimed();
        } catch (ConditionalCheckFailedException refused) {
            return refused(refused.item(), owner);
        }
    }

    private static Claim refused(Map<String, AttributeValue> mark, String owner) {
        if (Mark.isHeldBy(mark, owner)) {
            // The SDK sent the claim again after its reply was lost: what stands in the way is our own claim.
            return new Claim.Claimed();
        }
        return Mark.isCompleted(mark)
                ? new Claim.AlreadyCompleted(Mark.result(mark))
                : new Claim.HeldByAnother(Mark.heldUntil(mark));
    }

    void release(IdempotencyKey key, String owner) {
        Expression held = Mark.heldBy(owner);
        DeleteItemRequest request = DeleteItemRequest.builder()
                .tableName(tables.idempotency())
                .key(Mark.key(key))
                .conditionExpression(held.condition())
                .expressionAttributeNames(held.names())
                .expressionAttributeValues(held.values())
                .build();
        try {
            Requests.run(() -> client.deleteItem(request));
        } catch (ConditionalCheckFailedException another) {
            // Somebody else has it, or it is completed: not ours to give back.
        }
    }
}
