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
 *     {@code SHARD_SPLIT} by a stream's table
 * @param seed of everything that is random here: ids only
 */
public record DynamoDbOptions(
        Account account,
        TimeSource time,
        Storage storage,
        Faults faults,
        long seed,
        TableOptions tables,
        StreamOptions streams,
        ExpiryOptions expiry) {

    /** In memory, by the machine's clock, without faults. */
    public static DynamoDbOptions defaults() {
        return new DynamoDbOptions(
                Account.local(),
                TimeSource.system(),
                Storage.memory(),
                Faults.none(),
                0,
                TableOptions.defaults(),
                StreamOptions.defaults(),
                ExpiryOptions.defaults());
    }

    public DynamoDbOptions withAccount(Account other) {
        return new DynamoDbOptions(other, time, storage, faults, seed, tables, streams, expiry);
    }

    public DynamoDbOptions withTime(TimeSource other) {
        return new DynamoDbOptions(account, other, storage, faults, seed, tables, streams, expiry);
    }

    public DynamoDbOptions withStorage(Storage other) {
        return new DynamoDbOptions(account, time, other, faults, seed, tables, streams, expiry);
    }

    public DynamoDbOptions withFaults(Faults other) {
        return new DynamoDbOptions(account, time, storage, other, seed, tables, streams, expiry);
    }

    public DynamoDbOptions withSeed(long other) {
        return new DynamoDbOptions(account, time, storage, faults, other, tables, streams, expiry);
    }

    public DynamoDbOptions withTables(TableOptions other) {
        return new DynamoDbOptions(account, time, storage, faults, seed, other, streams, expiry);
    }

    public DynamoDbOptions withStreams(StreamOptions other) {
        return new DynamoDbOptions(account, time, storage, faults, seed, tables, other, expiry);
    }

    public DynamoDbOptions withExpiry(ExpiryOptions other) {
        return new DynamoDbOptions(account, time, storage, faults, seed, tables, streams, other);
    }
}
