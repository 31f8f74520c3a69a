package dev.evenstep.sqs.queue;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What queues run on.
 *
 * @param seed of what is random
 */
public record Machine(Account account, Storage storage, TimeSource time, Faults faults, long seed) {

    public long now() {
        return time.now().toEpochMilli();
    }

    public String arn(String queue) {
        return account.arn("sqs", queue);
    }

    /** Whether a fault strikes a call; {@code DELAY} has a rule that says more. */
    public boolean strikes(Fault fault, String operation, String queue) {
        return faults.any() && faults.strike(fault, operation, queue).isPresent();
    }

    /** As {@link #write}, without a result. */
    public void run(Runnable work) {
        var unused = write(() -> {
            work.run();
            return work;
        });
    }

    /** Writes to the storage. A refusal undoes nothing: whatever refuses has not begun to write. */
    public <T extends @Nullable Object> T write(Supplier<T> work) {
        return storage.write(() -> outcome(work)).get();
    }

    private static <T extends @Nullable Object> Supplier<T> outcome(Supplier<T> work) {
        try {
            var result = work.get();
            return () -> result;
        } catch (AwsException e) {
            return () -> {
                throw e;
            };
        }
    }
}
