package dev.evenstep.streaming;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.StoredAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store around whose calls anything may happen, that notes what was taken when, and makes the mistakes that are planted. */
final class StreamStore implements Store {

    private static final String DECIDED_AT = "decidedAt";

    private final InMemoryStore store;
    private final StreamMistake mistake;
    private final Runnable between;
    private final Map<String, Instant> takenAt = new HashMap<>();
    private final Map<String, Instant> lateBefore = new HashMap<>();
    private int fresh;

    StreamStore(InMemoryStore store, StreamMistake mistake, Runnable between) {
        this.store = store;
        this.mistake = mistake;
        this.between = between;
    }

    /** By the names of events, when each was taken. */
    Map<String, Instant> takenAt() {
        return takenAt;
    }

    /** By the names of events that were late, the latest time that was known then. */
    Map<String, Instant> lateBefore() {
        return lateBefore;
    }

    List<Envelope> sent() {
        return store.outbox();
    }

    @Override
    public CommitOutcome commit(Commit commit) {
        return call(() -> {
            CommitOutcome outcome = mistaken(commit);
            if (outcome instanceof Committed) {
                note(commit);
            }
            return outcome;
        });
    }

    private void note(Commit commit) {
        IdempotencyKey event = commit.step().event();
        if (event.source().equals("world")) {
            Instant decidedAt = commit.writes().stream()
                    .map(write -> Instant.parse(((Write.Put) write).item().text(DECIDED_AT)))
                    .findFirst()
                    .orElse(commit.now());
            boolean isLate = commit.events().stream()
                    .anyMatch(sent -> sent.envelope().type().equals(StreamKind.LATE.name()));
            (isLate ? lateBefore : takenAt).put(event.eventId(), decidedAt);
        }
    }

    private CommitOutcome mistaken(Commit commit) {
        return switch (mistake) {
            case DUPLICATES_COUNT -> {
                CommitOutcome outcome = store.commit(commit);
                yield outcome instanceof Refusal.AlreadyCompleted
                        ? store.commit(with(commit, freshKey(), commit.writes(), commit.events()))
                        : outcome;
            }
            case STATE_IS_NOT_GUARDED -> {
                List<Write> unguarded = new ArrayList<>();
                commit.writes().forEach(write -> unguarded.add(Write.put(write.key(), ((Write.Put) write).item())));
                yield store.commit(with(commit, commit.step(), unguarded, commit.events()));
            }
            case STATE_BESIDE_THE_TRANSACTION -> {
                CommitOutcome outcome = store.commit(with(commit, freshKey(), commit.writes(), List.of()));
                between.run();
                yield outcome instanceof Committed
                        ? store.commit(with(commit, commit.step(), List.of(), commit.events()))
                        : outcome;
            }
            case TIMERS_BESIDE_THE_TRANSACTION -> {
                Predicate<SerializedEvent> isTimer =
                        sent -> sent.envelope().type().equals(StreamTimer.TYPE.name());
                List<SerializedEvent> timers =
                        commit.events().stream().filter(isTimer).toList();
                List<SerializedEvent> others =
                        commit.events().stream().filter(isTimer.negate()).toList();
                CommitOutcome outcome = store.commit(with(commit, commit.step(), commit.writes(), others));
                between.run();
                CommitOutcome unused = outcome instanceof Committed
                        ? store.commit(with(commit, freshKey(), List.of(), timers))
                        : outcome;
                yield outcome;
            }
            case FORGETS_THE_TIME -> {
                List<Write> timeless = new ArrayList<>();
                commit.writes()
                        .forEach(write -> timeless.add(new Write.Put(
                                write.key(),
                                ((Write.Put) write).item().with(DECIDED_AT, Instant.EPOCH.toString()),
                                write.conditions())));
                yield store.commit(with(commit, commit.step(), timeless, commit.events()));
            }
            default -> store.commit(commit);
        };
    }

    private Step freshKey() {
        return new Step.InAnyOrder(new IdempotencyKey("mistake", "fresh", String.valueOf(fresh++)), "");
    }

    private static Commit with(Commit commit, Step step, List<Write> writes, List<SerializedEvent> events) {
        return new Commit(
                step,
                commit.guard(),
                commit.unparking(),
                writes,
                events,
                commit.result(),
                commit.now(),
                commit.expiry());
    }

    @Override
    public Map<ItemKey, Item> read(Collection<ItemKey> keys) {
        return call(() -> store.read(keys));
    }

    @Override
    public IdempotencyRecord record(RecordAddress address) {
        return call(() -> store.record(address));
    }

    @Override
    public int lastVersion(String entity) {
        return store.lastVersion(entity);
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
    public ParkingOutcome park(ParkedEvent event, int known, int most) {
        return store.park(event, known, most);
    }

    @Override
    public List<ParkedEvent> parkedBehind(RecordAddress address) {
        return store.parkedBehind(address);
    }

    @Override
    public void change(ParkedEvent event) {
        store.change(event);
    }

    @Override
    public void remove(ParkedEvent event) {
        store.remove(event);
    }

    @Override
    public int add(String record, Instant expiry) {
        return call(() -> store.add(record, expiry));
    }

    @Override
    public void forget(String record) {
        store.forget(record);
    }

    private <T> T call(Supplier<T> call) {
        between.run();
        T answer = call.get();
        between.run();
        return answer;
    }
}
