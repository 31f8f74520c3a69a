package dev.evenstep.testkit;

import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.RecordStore;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.StoredAnswer;
import dev.evenstep.spi.LeaseStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left of the store in memory without its transactions. */
class InMemoryLeaseStoreConformanceTest extends LeaseStoreConformance {

    private final RecordStore records = new InMemoryRecordStore(new InMemoryStore());

    @Override
    public LeaseStore leaseStore() {
        return records;
    }

    private record InMemoryRecordStore(InMemoryStore store) implements RecordStore {

        @Override
        public @Nullable Refusal complete(
                Step.InAnyOrder step, Guard guard, @Nullable String result, Instant now, Instant expiry) {
            return store.commit(new Commit(step, guard, null, List.of(), List.of(), result, now, expiry))
                            instanceof Refusal refusal
                    ? refusal
                    : null;
        }

        @Override
        public Claim claim(Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver) {
            return store.claim(step, owner, now, until, expiry, takesOver);
        }

        @Override
        public @Nullable Refusal keep(Step step, String owner, StoredAnswer answer, Instant now, Instant expiry) {
            return store.keep(step, owner, answer, now, expiry);
        }

        @Override
        public void release(RecordAddress address, String owner) {
            store.release(address, owner);
        }

        @Override
        public IdempotencyRecord record(RecordAddress address) {
            return store.record(address);
        }

        @Override
        public int add(String record, Instant expiry) {
            return store.add(record, expiry);
        }

        @Override
        public void forget(String record) {
            store.forget(record);
        }

        @Override
        public String description() {
            return "memory";
        }

        @Override
        public void check() {}

        @Override
        public void close() {}
    }
}
