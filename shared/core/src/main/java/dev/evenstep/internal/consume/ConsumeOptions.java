package dev.evenstep.internal.consume;

import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.retry.Backoff;
import dev.evenstep.internal.retry.Pause;
import dev.evenstep.internal.schema.DataBinding;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How long things take, and how often they are tried.
 *
 * @param clock for marks, leases and the time of what is published
 * @param remember how long a handled event is known; longer than an event can come back, which a dead-letter queue's 14
 *     days and a queue's 14 days add up to
 * @param attempts how often a commit is tried when other transactions are at the same items, what was read changed, or
 *     another event took a version
 * @param backoff between these attempts
 * @param pause how it waits
 * @param owners a new name for every lease
 * @param retries how long a parked event that failed waits before it is tried again
 * @param patience how long a parked event waits for what is missing
 * @param binding between events' data and its classes
 * @param encryption of what is personal in it
 */
public record ConsumeOptions(
        Clock clock,
        Duration remember,
        int attempts,
        Backoff backoff,
        Pause pause,
        Supplier<String> owners,
        Backoff retries,
        Duration patience,
        DataBinding binding,
        FieldEncryption encryption) {

    public ConsumeOptions {
        if (remember.isNegative() || remember.isZero()) {
            throw new IllegalArgumentException("ConsumeOptions: remember is " + remember + "; it must be above zero");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("ConsumeOptions: patience is " + patience + "; it must be above zero");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("ConsumeOptions: attempts is " + attempts + "; at least 1 is needed");
        }
    }

    /** 30 days, 6 attempts, 10 to 200 ms between them, 2 s to 15 min between those of a parked event, an hour for what is missing. */
    public static ConsumeOptions defaults() {
        return new ConsumeOptions(
                Clock.systemUTC(),
                Duration.ofDays(30),
                6,
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), RandomGenerator.getDefault()),
                Pause.real(),
                () -> UUID.randomUUID().toString(),
                new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), RandomGenerator.getDefault()),
                Duration.ofHours(1),
                new DataBinding(),
                FieldEncryption.none());
    }

    public ConsumeOptions withClock(Clock other) {
        return new ConsumeOptions(
                other, remember, attempts, backoff, pause, owners, retries, patience, binding, encryption);
    }

    public ConsumeOptions withRemember(Duration time) {
        return new ConsumeOptions(
                clock, time, attempts, backoff, pause, owners, retries, patience, binding, encryption);
    }

    public ConsumeOptions withAttempts(int number) {
        return new ConsumeOptions(
                clock, remember, number, backoff, pause, owners, retries, patience, binding, encryption);
    }

    public ConsumeOptions withPause(Pause other) {
        return new ConsumeOptions(
                clock, remember, attempts, backoff, other, owners, retries, patience, binding, encryption);
    }

    public ConsumeOptions withOwners(Supplier<String> other) {
        return new ConsumeOptions(
                clock, remember, attempts, backoff, pause, other, retries, patience, binding, encryption);
    }

    public ConsumeOptions withRetries(Backoff other) {
        return new ConsumeOptions(
                clock, remember, attempts, backoff, pause, owners, other, patience, binding, encryption);
    }

    public ConsumeOptions withPatience(Duration time) {
        return new ConsumeOptions(
                clock, remember, attempts, backoff, pause, owners, retries, time, binding, encryption);
    }

    public ConsumeOptions withBinding(DataBinding other) {
        return new ConsumeOptions(
                clock, remember, attempts, backoff, pause, owners, retries, patience, other, encryption);
    }

    public ConsumeOptions withEncryption(FieldEncryption other) {
        return new ConsumeOptions(clock, remember, attempts, backoff, pause, owners, retries, patience, binding, other);
    }
}
