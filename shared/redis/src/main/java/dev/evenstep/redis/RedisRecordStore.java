package dev.evenstep.redis;

import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Commits.Unparking;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.RecordStore;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.StoredAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Records in Redis, one hash each, to the millisecond. What refuses is judged here, from the record as the script found it. */
final class RedisRecordStore implements RecordStore {

    private final RedisOptions options;
    private final RedisLink link;

    RedisRecordStore(RedisOptions options, RedisLink link) {
        this.options = options;
        this.link = link;
    }

    @Override
    public Claim claim(Step step, String owner, Instant now, Instant until, Instant expiry, boolean takesOver) {
        RedisAnswer answer = link.change(
                RedisScript.CLAIM,
                key(step.address()),
                millis(now),
                owner,
                millis(until),
                millis(expiry),
                life(now, expiry),
                step.fingerprint(),
                takesOver ? "1" : "0");
        String event = step.event().text();
        if (answer.isDone()) {
            return new Claimed(RedisHash.answer(event, step.fingerprint(), answer.text(0), answer.text(1)));
        }
        return orRaced(RedisHash.of(event, answer.values()).refusalOfClaim(step, exact(now), takesOver));
    }

    @Override
    public @Nullable Refusal keep(Step step, String owner, StoredAnswer kept, Instant now, Instant expiry) {
        String json = kept.json();
        RedisAnswer answer = link.change(
                RedisScript.KEEP,
                key(step.address()),
                millis(now),
                owner,
                millis(expiry),
                life(now, expiry),
                json == null ? "unkept" : "json",
                json == null ? String.valueOf(kept.unkept()) : json);
        return answer.isDone() ? null : refusal(answer, step, new Guard.HeldBy(owner), now);
    }

    @Override
    public @Nullable Refusal complete(
            Step.InAnyOrder step, Guard guard, @Nullable String result, Instant now, Instant expiry) {
        String owner = guard instanceof Guard.HeldBy(String holder) ? holder : "";
        RedisAnswer answer = result == null
                ? link.change(
                        RedisScript.COMPLETE,
                        key(step.address()),
                        millis(now),
                        owner,
                        millis(expiry),
                        life(now, expiry),
                        step.fingerprint())
                : link.change(
                        RedisScript.COMPLETE,
                        key(step.address()),
                        millis(now),
                        owner,
                        millis(expiry),
                        life(now, expiry),
                        step.fingerprint(),
                        result);
        return answer.isDone() ? null : refusal(answer, step, guard, now);
    }

    @Override
    public void release(RecordAddress address, String owner) {
        long unused = link.number(RedisScript.RELEASE, key(address), owner);
    }

    @Override
    public IdempotencyRecord record(RecordAddress address) {
        return RedisHash.of(address.text(), link.fields(key(address)));
    }

    @Override
    public int add(String record, Instant expiry) {
        return Math.toIntExact(link.number(
                RedisScript.COUNT, attempts(record), life(options.clock().instant(), expiry)));
    }

    @Override
    public void forget(String record) {
        link.remove(attempts(record));
    }

    @Override
    public String description() {
        return options.description();
    }

    @Override
    public void check() {
        link.servers().forEach(info -> RedisServerCheck.requireFit(info, options));
    }

    @Override
    public void close() {
        link.close();
    }

    private static Refusal refusal(RedisAnswer answer, Step step, Guard guard, Instant now) {
        IdempotencyRecord record = RedisHash.of(step.event().text(), answer.values());
        return orRaced(record.refusal(step, guard, new Unparking(0, null), exact(now)));
    }

    private static Refusal orRaced(@Nullable Refusal refusal) {
        return refusal == null ? new Refusal.Raced() : refusal;
    }

    private String key(RecordAddress address) {
        return options.prefix() + "record:" + address.text();
    }

    private String attempts(String record) {
        return options.prefix() + "attempts:" + record;
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    /** As the scripts compare it. */
    private static Instant exact(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The server counts from its own now: its clock may differ. */
    private static String life(Instant now, Instant expiry) {
        return Long.toString(Math.max(1, Duration.between(now, expiry).toMillis()));
    }
}
