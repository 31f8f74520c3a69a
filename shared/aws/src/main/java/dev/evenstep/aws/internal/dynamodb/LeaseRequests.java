package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Commits.Unparking;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.Leases.Claim;
import dev.evenstep.internal.store.Leases.Claimed;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.StoredAnswer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Claiming an event, keeping what the outside answered to it, and giving it back. */
final class LeaseRequests {

    private final DynamoDbClient client;
    private final TableNames tables;

    LeaseRequests(DynamoDbClient client, TableNames tables) {
        this.client = client;
        this.tables = tables;
    }

    Claim claim(Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver) {
        RecordItem record = new RecordItem(step.address(), tables);
        RecordExpressions conditions = new RecordExpressions(record.names());
        Expression expression = conditions
                .admitting(step, new Guard.FirstTime(), now)
                .set(RecordItem.OWNER, AttributeValue.fromS(owner))
                .set(RecordItem.IN_PROGRESS_EXPIRATION, AttributeValues.number(until.toEpochMilli()));
        conditions.claimable(expression, step, takesOver);
        if (step instanceof Step.InAnyOrder) {
            expression
                    .set(RecordItem.STATUS, RecordItem.IN_PROGRESS)
                    .set(RecordItem.EXPIRATION, AttributeValues.number(expiry.getEpochSecond()))
                    .set(record.names().fingerprint(), AttributeValue.fromS(step.fingerprint()))
                    .remove(RecordItem.DATA);
        }
        try {
            Map<String, AttributeValue> before = DynamoDbErrors.answered(() ->
                            client.updateItem(SingleWrites.request(RecordWrites.update(record, expression)).toBuilder()
                                    .returnValues(ReturnValue.ALL_OLD)
                                    .build()))
                    .attributes();
            return new Claimed(record.read(before).answer());
        } catch (ConditionalCheckFailedException refused) {
            return refused(step, record.read(refused.item()), owner, now, takesOver);
        }
    }

    private static Claim refused(Step step, IdempotencyRecord record, String owner, Instant now, boolean takesOver) {
        if (owner.equals(record.owner())) {
            // The SDK sent the claim again after its reply was lost: what stands in the way is our own claim.
            return new Claimed(record.answer());
        }
        Refusal refusal = record.refusalOfClaim(step, now, takesOver);
        return refusal == null ? new Refusal.Raced() : refusal;
    }

    @Nullable
    Refusal keep(Step step, String owner, StoredAnswer answer, Instant now, Instant expiry) {
        RecordItem record = new RecordItem(step.address(), tables);
        Expression expression = new RecordExpressions(record.names())
                .ofOwner(step, owner)
                .set(RecordItem.ANSWERED, AttributeValue.fromS(answer.event()))
                .set(RecordItem.ANSWERED_VALIDATION, AttributeValue.fromS(answer.fingerprint()));
        if (answer.json() == null) {
            expression.set(RecordItem.UNKEPT, AttributeValue.fromS(String.valueOf(answer.unkept())));
        } else {
            expression.set(RecordItem.ANSWER, AttributeValue.fromS(answer.json()));
        }
        if (step instanceof Step.InAnyOrder) {
            expression.set(RecordItem.EXPIRATION, AttributeValues.number(expiry.getEpochSecond()));
        }
        try {
            DynamoDbErrors.run(() -> client.updateItem(SingleWrites.request(RecordWrites.update(record, expression))));
            return null;
        } catch (ConditionalCheckFailedException refused) {
            IdempotencyRecord there = record.read(refused.item());
            Refusal refusal = there.refusal(step, new Guard.HeldBy(owner), new Unparking(there.parked(), null), now);
            return refusal == null ? new Refusal.Raced() : refusal;
        }
    }

    void release(RecordAddress address, String owner) {
        RecordItem record = new RecordItem(address, tables);
        Expression expression = new Expression().remove(RecordItem.OWNER).remove(RecordItem.IN_PROGRESS_EXPIRATION);
        expression.when(expression.name(RecordItem.OWNER) + " = " + expression.value(AttributeValue.fromS(owner)));
        if (address instanceof RecordAddress.OfEvent) {
            expression.remove(RecordItem.STATUS);
        }
        try {
            DynamoDbErrors.run(() -> client.updateItem(SingleWrites.request(RecordWrites.update(record, expression))));
        } catch (ConditionalCheckFailedException another) {
            // Somebody else has it, or it is completed: not ours to give back.
        }
    }
}
