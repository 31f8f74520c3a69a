package dev.evenstep.dynamodb;

import dev.evenstep.dynamodb.control.TableOptions;
import dev.evenstep.dynamodb.expiry.ExpiryOptions;
import dev.evenstep.dynamodb.stream.StreamOptions;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;

/**
 * What an engine runs with. Time and storage are closed with the engine.
 *
 * @param faults {@code THROTTLE}, {@code CONFLICT}, {@code DELAY}, {@code LOST_REPLY} by operation and table, and
 *     {@code SHARD_SPLIT} by table
 * @param seed of everything that is random here: ids only
 */
public record DynamoDbOptions(
        Account account,
        TimeSource time,
        Storage storage,
        Faults faults,
        TableOptions tables,
        StreamOptions streams,
        ExpiryOptions expiry,
        long seed) {

    /** In memory, by the machine's clock, without faults. */
    public static DynamoDbOptions defaults() {
        return new DynamoDbOptions(
                Account.local(),
                TimeSource.system(),
                Storage.memory(),
                Faults.none(),
                TableOptions.defaults(),
                StreamOptions.defaults(),
                ExpiryOptions.defaults(),
                0);
    }

    public DynamoDbOptions withAccount(Account other) {
        return new DynamoDbOptions(other, time, storage, faults, tables, streams, expiry, seed);
    }

    public DynamoDbOptions withTime(TimeSource other) {
        return new DynamoDbOptions(account, other, storage, faults, tables, streams, expiry, seed);
    }

    public DynamoDbOptions withStorage(Storage other) {
        return new DynamoDbOptions(account, time, other, faults, tables, streams, expiry, seed);
    }

    public DynamoDbOptions withFaults(Faults other) {
        return new DynamoDbOptions(account, time, storage, other, tables, streams, expiry, seed);
    }

    public DynamoDbOptions withTables(TableOptions other) {
        return new DynamoDbOptions(account, time, storage, faults, other, streams, expiry, seed);
    }

    public DynamoDbOptions withStreams(StreamOptions other) {
        return new DynamoDbOptions(account, time, storage, faults, tables, other, expiry, seed);
    }

    public DynamoDbOptions withExpiry(ExpiryOptions other) {
        return new DynamoDbOptions(account, time, storage, faults, tables, streams, other, seed);
    }

    public DynamoDbOptions withSeed(long other) {
        return new DynamoDbOptions(account, time, storage, faults, tables, streams, expiry, other);
    }
}
