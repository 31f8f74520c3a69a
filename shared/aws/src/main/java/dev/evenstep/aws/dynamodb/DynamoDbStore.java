package dev.evenstep.aws.dynamodb;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.store.Commits.Outcome.AlreadyCompleted;
import dev.evenstep.store.IdempotencyKey;
import dev.evenstep.store.Store;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The store on DynamoDB: each of its methods is one request, a refused one included, since a refusal brings the item
 * that stood in the way ({@code ReturnValuesOnConditionCheckFailure}). Throttling and lost connections come as the SDK's
 * exceptions, after the SDK's own retries.
 */
public final class DynamoDbStore implements Store {

    private final VersionedRequests versioned;
    private final CommitRequests commits;
    private final LeaseRequests leases;
    private final ReadRequests reads;
    private final OutboxQueries outbox;

    public DynamoDbStore(DynamoDbClient client, Tables tables) {
        this.versioned = new VersionedRequests(client, tables);
        this.commits = new CommitRequests(client, tables);
        this.leases = new LeaseRequests(client, tables);
        this.reads = new ReadRequests(client, tables);
        this.outbox = new OutboxQueries(client, tables);
    }

    @Override
    public dev.evenstep.store.VersionedWrites.Outcome write(VersionedWrite write) {
        return versioned.write(write);
    }

    @Override
    public dev.evenstep.store.Commits.Outcome commit(Commit commit) {
        return commits.commit(commit);
    }

    @Override
    public @Nullable AlreadyCompleted handled(IdempotencyKey key, Instant now) {
        return reads.handled(key, now);
    }

    @Override
    public int lastVersion(String entity) {
        return outbox.lastVersion(entity);
    }

    @Override
    public Claim claim(IdempotencyKey key, String owner, Instant now, Instant until, Instant expiry) {
        return leases.claim(key, owner, now, until, expiry);
    }

    @Override
    public void release(IdempotencyKey key, String owner) {
        leases.release(key, owner);
    }

    @Override
    public Map<ItemKey, Item> read(Collection<ItemKey> keys) {
        return reads.read(keys);
    }
}
