package dev.evenstep.schedules;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.IdempotencyKey;
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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The world's store as one consumer reaches it: any call can be preceded by others' work, fail, crash, or lose its reply. */
final class FaultyStore implements Store {

    private final Supplier<World> world;
    private final Mistake mistake;

    FaultyStore(Supplier<World> world, Mistake mistake) {
        this.world = world;
        this.mistake = mistake;
    }

    @Override
    public Commits.CommitOutcome commit(Commit commit) {
        return call(() -> committed(commit));
    }

    private Commits.CommitOutcome committed(Commit commit) {
        Commits.CommitOutcome outcome = world.get().store().commit(commit);
        if (outcome instanceof Commits.VersionTaken && mistake == Mistake.OUTBOX_KEYED_BY_EVENT) {
            commit.events().forEach(world.get()::publishBeside);
            return world.get().store().commit(withEvents(commit, List.of()));
        }
        return outcome instanceof Refusal refusal && overlooks(refusal, commit)
                ? world.get().store().commit(unguarded(commit))
                : outcome;
    }

    private boolean overlooks(Refusal refusal, Commit commit) {
        boolean misplaced = refusal instanceof Refusal.Early
                || refusal instanceof Refusal.Late
                || refusal instanceof Refusal.AlreadyCompleted;
        boolean parked = commit.unparking() != null && commit.unparking().removing() != null;
        boolean lostLease = refusal instanceof Refusal.LeaseLost
                || refusal instanceof Refusal.HeldByAnother
                || refusal instanceof Refusal.AlreadyCompleted;
        return switch (mistake) {
            case NONE, RELAY_TRUSTS_THE_STREAM, OUTBOX_KEYED_BY_EVENT -> false;
            case POSITION_NOT_CHECKED -> refusal instanceof Refusal.Early && !parked;
            case PARKED_EVENT_RUNS_WITHOUT_CONDITION -> misplaced && parked;
            case COMPLETION_NOT_FENCED -> lostLease && commit.guard() instanceof Guard.HeldBy;
        };
    }

    /** The same effect under a record that nobody else has. */
    private static Commit unguarded(Commit commit) {
        IdempotencyKey fresh =
                new IdempotencyKey("mistake", "schedule", UUID.randomUUID().toString());
        return new Commit(
                new Step.InAnyOrder(fresh, commit.step().fingerprint()),
                new Guard.FirstTime(),
                null,
                commit.writes(),
                List.of(),
                null,
                commit.now(),
                commit.expiry());
    }

    private static Commit withEvents(Commit commit, List<SerializedEvent> events) {
        return new Commit(
                commit.step(),
                commit.guard(),
                commit.unparking(),
                commit.writes(),
                events,
                commit.result(),
                commit.now(),
                commit.expiry());
    }

    @Override
    public Claim claim(Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver) {
        return call(() -> {
            Claim claim = world.get().store().claim(step, owner, now, until, expiry, takesOver);
            return mistake == Mistake.POSITION_NOT_CHECKED && claim instanceof Refusal.Early ? new Claimed() : claim;
        });
    }

    @Override
    public @Nullable Refusal keep(Step step, String owner, StoredAnswer answer, Instant now, Instant expiry) {
        return call(() -> Optional.ofNullable(world.get().store().keep(step, owner, answer, now, expiry)))
                .orElse(null);
    }

    @Override
    public void release(RecordAddress address, String owner) {
        run(() -> world.get().store().release(address, owner));
    }

    @Override
    public Map<ItemKey, Item> read(Collection<ItemKey> keys) {
        return call(() -> world.get().store().read(keys));
    }

    @Override
    public IdempotencyRecord record(RecordAddress address) {
        return call(() -> world.get().store().record(address));
    }

    @Override
    public int lastVersion(String entity) {
        return call(() -> world.get().store().lastVersion(entity));
    }

    @Override
    public Parking.ParkingOutcome park(ParkedEvent event, int known, int most) {
        return call(() -> world.get().store().park(event, known, most));
    }

    @Override
    public List<ParkedEvent> parkedBehind(RecordAddress address) {
        return call(() -> world.get().store().parkedBehind(address));
    }

    @Override
    public void change(ParkedEvent event) {
        run(() -> world.get().store().change(event));
    }

    @Override
    public void remove(ParkedEvent event) {
        run(() -> world.get().store().remove(event));
    }

    @Override
    public int add(String record, Instant expiry) {
        return call(() -> world.get().store().add(record, expiry));
    }

    @Override
    public void forget(String record) {
        run(() -> world.get().store().forget(record));
    }

    private <T> T call(Supplier<T> call) {
        World here = world.get();
        here.beforeCall();
        T answer = call.get();
        here.afterCall();
        return answer;
    }

    private void run(Runnable call) {
        boolean unused = call(() -> {
            call.run();
            return true;
        });
    }
}
