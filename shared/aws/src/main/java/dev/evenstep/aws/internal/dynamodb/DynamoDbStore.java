package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.Parking;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.StoredAnswer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The store on DynamoDB: each of its methods is one request, a refused one included, since a refusal brings the item
 * that stood in the way ({@code ReturnValuesOnConditionCheckFailure}). Only taking a parked event away is tried again while
 * other transactions are at its record. Throttling and lost connections come as the SDK's
 * exceptions, after the SDK's own retries.
 */
public final class DynamoDbStore implements Store {

    private final CommitRequests commits;
    private final LeaseRequests leases;
    private final ReadRequests reads;
    private final OutboxQueries outbox;
    private final ParkingRequests parking;
    private final AttemptRequests attempts;

    public DynamoDbStore(DynamoDbClient client, TableNames tables) {
        this.commits = new CommitRequests(client, tables);
        this.leases = new LeaseRequests(client, tables);
        this.reads = new ReadRequests(client, tables);
        this.outbox = new OutboxQueries(client, tables);
        this.parking = new ParkingRequests(client, tables);
        this.attempts = new AttemptRequests(client, tables);
    }

    @Override
    public Commits.CommitOutcome commit(Commit commit) {
        return commits.commit(commit);
    }

    @Override
    public IdempotencyRecord record(RecordAddress address) {
        return reads.record(address);
    }

    @Override
    public int lastVersion(String entity) {
        return outbox.lastVersion(entity);
    }

    @Override
    public Claim claim(Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver) {
        return leases.claim(step, owner, now, until, expiry, takesOver);
    }

    @Override
    public @Nullable Refusal keep(Step step, String owner, StoredAnswer answer, Instant now, Instant expiry) {
        return leases.keep(step, owner, answer, now, expiry);
    }

    @Override
    public void release(RecordAddress address, String owner) {
        leases.release(address, owner);
    }

    @Override
    public Map<ItemKey, Item> read(Collection<ItemKey> keys) {
        return reads.read(keys);
    }

    @Override
    public Parking.ParkingOutcome park(ParkedEvent event, int known, int most) {
        return parking.park(event, known, most);
    }

    @Override
    public List<ParkedEvent> parkedBehind(RecordAddress address) {
        return parking.behind(address);
    }

    @Override
    public void change(ParkedEvent event) {
        parking.change(event);
    }

    @Override
    public void remove(ParkedEvent event) {
        parking.remove(event);
    }

    @Override
    public int add(String record, Instant expiry) {
        return attempts.add(record, expiry);
    }

    @Override
    public void forget(String record) {
        attempts.forget(record);
    }
}
