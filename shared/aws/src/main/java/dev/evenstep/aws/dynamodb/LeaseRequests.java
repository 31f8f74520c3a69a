package dev.evenstep.aws.dynamodb;

import dev.evenstep.store.Commits.Guard;
import dev.evenstep.store.Commits.Unparking;
import dev.evenstep.store.IdempotencyRecord;
import dev.evenstep.store.Leases.Claim;
import dev.evenstep.store.Leases.Claimed;
import dev.evenstep.store.RecordAddress;
import dev.evenstep.store.Refusal;
import dev.evenstep.store.Step;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Claiming an event and giving it back. */
final class LeaseRequests {

    private final DynamoDbClient client;
    private final Tables tables;

    LeaseRequests(DynamoDbClient client, Tables tables) {
        this.client = client;
        this.tables = tables;
    }

    Claim claim(
            Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver) {
        RecordItem record = new RecordItem(step.address(), tables);
        Expression expression = new RecordExpressions(record.names())
                .admitting(step, new Guard.FirstTime(), now)
                .set(RecordItem.OWNER, AttributeValue.fromS(owner))
                .set(RecordItem.IN_PROGRESS_EXPIRATION, Attributes.number(until.toEpochMilli()));
        if (step instanceof Step.InAnyOrder) {
            expression
                    .set(RecordItem.STATUS, RecordItem.IN_PROGRESS)
                    .set(RecordItem.EXPIRATION, Attributes.number(expiry.getEpochSecond()))
                    .set(record.names().fingerprint(), AttributeValue.fromS(step.fingerprint()))
                    .remove(RecordItem.DATA);
        }
        try {
            Requests.run(() -> client.updateItem(SingleWrites.request(RecordWrites.update(record, expression))));
            return new Claimed();
        } catch (ConditionalCheckFailedException refused) {
            return refused(step, record.read(refused.item()), owner, now);
        }
    }

    private static Claim refused(Step step, IdempotencyRecord record, String owner, Instant now) {
        if (owner.equals(record.owner())) {
            // The SDK sent the claim again after its reply was lost: what stands in the way is our own claim.
            return new Claimed();
        }
        Refusal refusal = record.refusal(step, new Guard.FirstTime(), new Unparking(record.parked(), null), now);
        return refusal == null ? new Refusal.Raced() : refusal;
    }

    void release(RecordAddress address, String owner) {
        RecordItem record = new RecordItem(address, tables);
        Expression expression = new Expression().remove(RecordItem.OWNER).remove(RecordItem.IN_PROGRESS_EXPIRATION);
        expression.when(expression.name(RecordItem.OWNER) + " = " + expression.value(AttributeValue.fromS(owner)));
        if (address instanceof RecordAddress.OfEvent) {
            expression.remove(RecordItem.STATUS);
        }
        try {
            Requests.run(() -> client.updateItem(SingleWrites.request(RecordWrites.update(record, expression))));
        } catch (ConditionalCheckFailedException another) {
            // Somebody else has it, or it is completed: not ours to give back.
        }
    }
}
