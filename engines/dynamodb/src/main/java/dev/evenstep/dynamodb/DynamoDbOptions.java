package dev.evenstep.dynamodb;

import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import java.time.Duration;

/**
 * What an engine runs with. Time and storage are closed with the engine.
 *
 * @param faults {@code THROTTLE}, {@code CONFLICT}, {@code DELAY}, {@code LOST_REPLY} by operation and table, and
 *     {@code SHARD_SPLIT} by table
 * @param tableDelay from a request until a table or index is {@code ACTIVE} or gone; none: for the next request
 * @param shards how many a new stream begins with, 1 to 100; on AWS as many as its table has partitions
 * @param expiryDelay from an item's expiry until it is removed; on AWS "within a few days"
 * @param seed of everything that is random here: ids only
 */
public record DynamoDbOptions(
        Account account,
        TimeSource time,
        Storage storage,
        Faults faults,
        Duration tableDelay,
        int shards,
        Duration expiryDelay,
        long seed) {

    public DynamoDbOptions {
        if (shards < 1 || shards > 100) {
            throw new IllegalArgumentException("shards is %d: 1 to 100 are needed".formatted(shards));
        }
        if (tableDelay.isNegative() || expiryDelay.isNegative()) {
            throw new IllegalArgumentException(
                    "delays are %s and %s: none or more is needed".formatted(tableDelay, expiryDelay));
        }
    }

    /** In memory, by the machine's clock, without faults. */
    public static DynamoDbOptions defaults() {
        return new DynamoDbOptions(
                Account.local(),
                TimeSource.system(),
                Storage.memory(),
                Faults.none(),
                Duration.ZERO,
                1,
                Duration.ofSeconds(2),
                0);
    }

    public DynamoDbOptions withAccount(Account other) {
        return new DynamoDbOptions(other, time, storage, faults, tableDelay, shards, expiryDelay, seed);
    }

    public DynamoDbOptions withTime(TimeSource other) {
        return new DynamoDbOptions(account, other, storage, faults, tableDelay, shards, expiryDelay, seed);
    }

    public DynamoDbOptions withStorage(Storage other) {
        return new DynamoDbOptions(account, time, other, faults, tableDelay, shards, expiryDelay, seed);
    }

    public DynamoDbOptions withFaults(Faults other) {
        return new DynamoDbOptions(account, time, storage, other, tableDelay, shards, expiryDelay, seed);
    }

    public DynamoDbOptions withTableDelay(Duration other) {
        return new DynamoDbOptions(account, time, storage, faults, other, shards, expiryDelay, seed);
    }

    public DynamoDbOptions withShards(int other) {
        return new DynamoDbOptions(account, time, storage, faults, tableDelay, other, expiryDelay, seed);
    }

    public DynamoDbOptions withExpiryDelay(Duration other) {
        return new DynamoDbOptions(account, time, storage, faults, tableDelay, shards, other, seed);
    }

    public DynamoDbOptions withSeed(long other) {
        return new DynamoDbOptions(account, time, storage, faults, tableDelay, shards, expiryDelay, other);
    }
}
