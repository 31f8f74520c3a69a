package dev.evenstep.kinesis;

import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import java.time.Duration;

/**
 * What an engine runs with. Time and storage are closed with the engine.
 *
 * @param faults {@code THROTTLE} (of {@code PutRecords}: some of the records), {@code DELAY}, {@code LOST_REPLY} by
 *     operation and stream, and {@code SHARD_SPLIT} by stream
 * @param streamDelay from a request until a stream is {@code ACTIVE} again or gone; none: for the next request
 */
public record KinesisOptions(Account account, TimeSource time, Storage storage, Faults faults, Duration streamDelay) {

    public KinesisOptions {
        if (streamDelay.isNegative()) {
            throw new IllegalArgumentException("streamDelay is %s: none or more is needed".formatted(streamDelay));
        }
    }

    /** In memory, by the machine's clock, without faults. */
    public static KinesisOptions defaults() {
        return new KinesisOptions(Account.local(), TimeSource.system(), Storage.memory(), Faults.none(), Duration.ZERO);
    }

    public KinesisOptions withAccount(Account other) {
        return new KinesisOptions(other, time, storage, faults, streamDelay);
    }

    public KinesisOptions withTime(TimeSource other) {
        return new KinesisOptions(account, other, storage, faults, streamDelay);
    }

    public KinesisOptions withStorage(Storage other) {
        return new KinesisOptions(account, time, other, faults, streamDelay);
    }

    public KinesisOptions withFaults(Faults other) {
        return new KinesisOptions(account, time, storage, other, streamDelay);
    }

    public KinesisOptions withStreamDelay(Duration other) {
        return new KinesisOptions(account, time, storage, faults, other);
    }
}
