package dev.evenstep.aws.dynamodb;

import dev.evenstep.effect.Write;
import dev.evenstep.event.SerializedEvent;
import dev.evenstep.store.Commits.Commit;
import dev.evenstep.store.Commits.Outcome;
import dev.evenstep.store.Commits.Outcome.AlreadyCompleted;
import dev.evenstep.store.Commits.Outcome.Committed;
import dev.evenstep.store.Commits.Outcome.Contended;
import dev.evenstep.store.Commits.Outcome.HeldByAnother;
import dev.evenstep.store.Commits.Outcome.LeaseLost;
import dev.evenstep.store.Commits.Outcome.WriteRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The mark, the state and the outbox in one transaction; the mark comes first. When there is nothing but the mark, a
 * plain conditional write does, at half the price.
 */
final class CommitRequests {

    /** Codes of cancellation reasons (DynamoDB's TransactWriteItems reference). */
    private static final String REFUSED = "ConditionalCheckFailed";

    private static final String NO_OBJECTION = "None";
    private static final String INVALID = "ValidationError";

    private final DynamoDbClient client;
    private final Tables tables;
    private final MarkWrites marks;
    private final TransactedWrites writes;

    CommitRequests(DynamoDbClient client, Tables tables) {
        this.client = client;
        this.tables = tables;
        this.marks = new MarkWrites(tables);
        this.writes = new TransactedWrites(tables);
    }

    Outcome commit(Commit commit) {
        try {
            if (commit.writes().isEmpty() && commit.events().isEmpty()) {
                Requests.run(() -> marks.write(client, commit));
            } else {
                Requests.run(() -> client.transactWriteItems(transaction(commit)));
            }
            return new Committed();
        } catch (ConditionalCheckFailedException refused) {
            return refusedMark(refused.item());
        } catch (TransactionConflictException conflict) {
            return new Contended();
        } catch (TransactionCanceledException cancelled) {
            return cancelled(commit, cancelled);
        }
    }

    private TransactWriteItemsRequest transaction(Commit commit) {
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(marks.transacted(commit));
        commit.writes().forEach(write -> items.add(writes.of(write)));
        commit.events().forEach(event -> items.add(outbox(event)));
        return TransactWriteItemsRequest.builder().transactItems(items).build();
    }

    /** A version is taken once. An event without one stands alone: whatever is there is the same event. */
    private TransactWriteItem outbox(SerializedEvent event) {
        Put.Builder put = Put.builder().tableName(tables.outbox()).item(OutboxItem.of(event));
        if (event.envelope().entityVersion() != null) {
            put.conditionExpression("attribute_not_exists(#entity)")
                    .expressionAttributeNames(Map.of("#entity", OutboxItem.ENTITY))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    /**
     * The mark has the first word: only where it would have been written do the writes' conditions count, and only where
     * these hold the versions that the events claim.
     */
    private static Outcome cancelled(Commit commit, TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        CancellationReason mark = reasons.getFirst();
        if (is(REFUSED, mark)) {
            return refusedMark(mark.item());
        }
        if (is(NO_OBJECTION, mark)) {
            List<Write> written = commit.writes();
            for (int i = 0; i < written.size(); i++) {
                if (is(REFUSED, reasons.get(i + 1))) {
                    return new WriteRefused(written.get(i).key());
                }
            }
            for (CancellationReason row : reasons.subList(written.size() + 1, reasons.size())) {
                if (is(REFUSED, row)) {
                    return OutboxItem.taken(row.item());
                }
            }
        }
        for (CancellationReason reason : reasons) {
            if (is(INVALID, reason)) {
                throw Requests.invalid(reason.message(), cancelled);
            }
        }
        return new Contended();
    }

    private static boolean is(String code, CancellationReason reason) {
        return code.equals(reason.code());
    }

    private static Outcome refusedMark(Map<String, AttributeValue> mark) {
        if (mark.isEmpty()) {
            return new LeaseLost();
        }
        return Mark.isCompleted(mark)
                ? new AlreadyCompleted(Mark.result(mark))
                : new HeldByAnother(Mark.heldUntil(mark));
    }
}
