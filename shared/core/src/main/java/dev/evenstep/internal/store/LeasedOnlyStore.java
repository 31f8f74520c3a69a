package dev.evenstep.internal.store;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store for leased consumers alone. What needs a transaction over several items it refuses, and says what to use for it. */
public final class LeasedOnlyStore implements Store {

    private final RecordStore records;

    public LeasedOnlyStore(RecordStore records) {
        this.records = records;
    }

    /**
     * @throws PermanentFailure when there is something to write or publish, or the result has more than 400 KB: the program
     *     is to be mended, and what the outside answered is found by the redrive
     */
    @Override
    public CommitOutcome commit(Commit commit) {
        Step.InAnyOrder step = unordered(commit.step());
        if (!commit.writes().isEmpty() || !commit.events().isEmpty()) {
            throw new PermanentFailure(
                    Reason.INVALID_EFFECT,
                    "The effect writes %d items and publishes %d events, and %s has no transaction for them with the record: answer Effect.none() or a result, or keep the records in IDEMPOTENCY_TABLE"
                            .formatted(commit.writes().size(), commit.events().size(), records.description()));
        }
        requireFitting(commit.result());
        Refusal refusal = records.complete(step, commit.guard(), commit.result(), commit.now(), commit.expiry());
        return refusal == null ? new Committed() : refusal;
    }

    private static void requireFitting(@Nullable String result) {
        int bytes = result == null ? 0 : result.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Item.MOST_BYTES) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "The result has %,d bytes of JSON; %,d are the most".formatted(bytes, Item.MOST_BYTES));
        }
    }

    @Override
    public IdempotencyRecord record(RecordAddress address) {
        return address instanceof RecordAddress.OfEvent ? records.record(address) : IdempotencyRecord.NONE;
    }

    @Override
    public Claim claim(Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver) {
        return records.claim(unordered(step), owner, now, until, expiry, takesOver);
    }

    @Override
    public @Nullable Refusal keep(Step step, String owner, StoredAnswer answer, Instant now, Instant expiry) {
        return records.keep(unordered(step), owner, answer, now, expiry);
    }

    @Override
    public void release(RecordAddress address, String owner) {
        records.release(address, owner);
    }

    @Override
    public int add(String record, Instant expiry) {
        return records.add(record, expiry);
    }

    @Override
    public void forget(String record) {
        records.forget(record);
    }

    private Step.InAnyOrder unordered(Step step) {
        if (step instanceof Step.InAnyOrder any) {
            return any;
        }
        throw unfit("keeps no positions of streams: leave inOrder() out");
    }

    @Override
    public Map<ItemKey, Item> read(Collection<ItemKey> keys) {
        throw unfit("has no items: read them in the call");
    }

    @Override
    public int lastVersion(String entity) {
        throw unfit("has no outbox");
    }

    /** Where {@code dependson} names an event that was not handled yet. */
    @Override
    public ParkingOutcome park(ParkedEvent event, int known, int most) {
        throw unfit("parks no events, and " + event.event() + " waits for " + event.condition()
                + ": leave dependson out of what this consumer is sent");
    }

    @Override
    public List<ParkedEvent> parkedBehind(RecordAddress address) {
        return List.of();
    }

    @Override
    public void change(ParkedEvent event) {}

    @Override
    public void remove(ParkedEvent event) {}

    private ConfigurationFailure unfit(String why) {
        return new ConfigurationFailure(
                "lease-store", records.description() + " " + why + ", or keep the records in IDEMPOTENCY_TABLE");
    }
}
