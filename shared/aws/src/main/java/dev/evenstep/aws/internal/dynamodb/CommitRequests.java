package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.effect.Write;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.CommitOutcome;
import dev.evenstep.internal.store.Commits.Committed;
import dev.evenstep.internal.store.Commits.Contended;
import dev.evenstep.internal.store.Commits.WriteRefused;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The record, a parked copy, the state and the outbox in one transaction, in that order. When there is nothing but the
 * record, a plain conditional write does, at half the price.
 */
final class CommitRequests {

    private final DynamoDbClient client;
    private final TableNames tables;
    private final RecordWrites records;
    private final TransactedWrites writes;

    CommitRequests(DynamoDbClient client, TableNames tables) {
        this.client = client;
        this.tables = tables;
        this.records = new RecordWrites(tables);
        this.writes = new TransactedWrites(tables);
    }

    CommitOutcome commit(Commit commit) {
        TransactWriteItem record = records.of(commit);
        List<TransactWriteItem> others = others(commit);
        try {
            if (others.isEmpty()) {
                DynamoDbErrors.run(() -> SingleWrites.send(client, record));
            } else {
                DynamoDbErrors.run(() -> client.transactWriteItems(transaction(record, others)));
            }
            return new Committed();
        } catch (ConditionalCheckFailedException refused) {
            return refused(commit, refused.item());
        } catch (TransactionConflictException conflict) {
            return new Contended();
        } catch (TransactionCanceledException cancelled) {
            return cancelled(commit, cancelled);
        }
    }

    private static TransactWriteItemsRequest transaction(TransactWriteItem record, List<TransactWriteItem> others) {
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(record);
        items.addAll(others);
        return TransactWriteItemsRequest.builder().transactItems(items).build();
    }

    private List<TransactWriteItem> others(Commit commit) {
        List<TransactWriteItem> items = new ArrayList<>();
        String removing = commit.removing();
        if (removing != null) {
            items.add(parkedCopy(commit.step().address(), removing));
        }
        writesBeside(commit).forEach(write -> items.add(writes.of(write)));
        commit.events().forEach(event -> items.add(outbox(event, commit.now())));
        return items;
    }

    /** No condition: where it is gone, somebody else took the step, and the record says so. */
    private TransactWriteItem parkedCopy(RecordAddress address, String place) {
        Delete delete = Delete.builder()
                .tableName(tables.parked())
                .key(ParkedItem.key(address, place))
                .build();
        return TransactWriteItem.builder().delete(delete).build();
    }

    private static List<Write> writesBeside(Commit commit) {
        return commit.step().address() instanceof RecordAddress.OnItem ? List.of() : commit.writes();
    }

    /** A version is taken once. An event without one stands alone: whatever is there is the same event. */
    private TransactWriteItem outbox(SerializedEvent event, Instant now) {
        Put.Builder put = Put.builder().tableName(tables.outbox()).item(OutboxItem.of(event, now));
        if (event.envelope().entityVersion() != null) {
            put.conditionExpression("attribute_not_exists(#entity)")
                    .expressionAttributeNames(Map.of("#entity", OutboxItem.ENTITY))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    /**
     * The record has the first word: only where it would have been written do the writes' conditions count, and only where
     * these hold the versions that the events claim.
     */
    private CommitOutcome cancelled(Commit commit, TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        CancellationReason record = reasons.getFirst();
        if (CancellationCodes.isRefused(record)) {
            return refused(commit, record.item());
        }
        if (CancellationCodes.isUnobjected(record)) {
            int first = commit.removing() == null ? 1 : 2;
            List<Write> written = writesBeside(commit);
            for (int i = 0; i < written.size(); i++) {
                if (CancellationCodes.isRefused(reasons.get(first + i))) {
                    return new WriteRefused(written.get(i).key());
                }
            }
            for (CancellationReason row : reasons.subList(first + written.size(), reasons.size())) {
                if (CancellationCodes.isRefused(row)) {
                    return OutboxItem.taken(row.item());
                }
            }
        }
        CancellationCodes.requireValid(cancelled);
        return new Contended();
    }

    private CommitOutcome refused(Commit commit, Map<String, AttributeValue> item) {
        Refusal refusal = new RecordItem(commit.step().address(), tables)
                .read(item)
                .refusal(commit.step(), commit.guard(), commit.unparking(), commit.now());
        return refusal == null ? new Refusal.Raced() : refusal;
    }
}
