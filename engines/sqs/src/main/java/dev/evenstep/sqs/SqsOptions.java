package dev.evenstep.sqs;

import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import java.net.URI;

/**
 * What an engine is started with. Storage and time are closed by who made them.
 *
 * @param base what queue URLs begin with, such as {@code http://127.0.0.1:4566}
 * @param storage where queues and messages are; it may hold other engines' maps too
 * @param faults {@code THROTTLE}, {@code DELAY} and {@code LOST_REPLY} of any operation; of standard queues {@code
 *     DUPLICATE} of {@code ReceiveMessage} and {@code DeleteMessage}, {@code REORDER} of {@code ReceiveMessage}. A
 *     rule's resource is a queue's name.
 * @param seed of message ids and the like
 */
public record SqsOptions(Account account, URI base, TimeSource time, Storage storage, Faults faults, long seed) {

    /** In memory, by the machine's time, without faults. */
    public static SqsOptions memory(URI base) {
        return new SqsOptions(Account.local(), base, TimeSource.system(), Storage.memory(), Faults.none(), 0);
    }

    public SqsOptions withTime(TimeSource other) {
        return new SqsOptions(account, base, other, storage, faults, seed);
    }

    public SqsOptions withStorage(Storage other) {
        return new SqsOptions(account, base, time, other, faults, seed);
    }

    public SqsOptions withFaults(Faults other) {
        return new SqsOptions(account, base, time, storage, other, seed);
    }
}
