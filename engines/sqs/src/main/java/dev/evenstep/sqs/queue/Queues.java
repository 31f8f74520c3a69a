package dev.evenstep.sqs.queue;

import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.sqs.attributes.QueueSettings;
import dev.evenstep.sqs.message.Received;
import dev.evenstep.sqs.request.SqsError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All queues, by name. */
public final class Queues {

    private static final Pattern STANDARD = Pattern.compile("[a-zA-Z0-9_-]{1,80}");
    private static final Pattern FIFO = Pattern.compile("[a-zA-Z0-9_-]{1,75}\\.fifo");
    private static final long AFTER_DELETE = Duration.ofSeconds(60).toMillis();
    private static final long NUMBERS_IN_A_MILLISECOND = 1_000_000;

    private final Machine machine;
    private final OrderedMap<QueueRecord> records;
    private final NavigableMap<String, Queue> byName = new ConcurrentSkipListMap<>();
    private final Map<String, Long> deleted = new HashMap<>();
    private long lastNumber;

    private Queues(Machine machine) {
        this.machine = machine;
        this.records = machine.storage().map("sqs.queues", QueueRecord.CODEC);
        this.lastNumber = machine.now() * NUMBERS_IN_A_MILLISECOND;
        records.ascending(null).forEachRemaining(entry -> {
            var queue = new Queue(machine, this, entry.getValue());
            byName.put(queue.name(), queue);
            lastNumber = Math.max(lastNumber, queue.lastNumber());
        });
    }

    /** With what the storage has kept. What was in flight can be received again; its count stays. */
    public static Queues open(Machine machine) {
        return machine.write(() -> new Queues(machine));
    }

    /** @throws dev.evenstep.engine.protocol.AwsException {@code NonExistentQueue} */
    public Queue named(String name) {
        var queue = byName.get(name);
        if (queue == null) {
            throw SqsError.noQueue();
        }
        return queue;
    }

    /** The queue of an ARN, in this account and region. */
    public @Nullable Queue at(String arn) {
        var queue = byName.get(arn.substring(arn.lastIndexOf(':') + 1));
        return queue != null && queue.arn().equals(arn) ? queue : null;
    }

    /** Those that are so, by name. */
    public List<Queue> that(Predicate<Queue> is) {
        return byName.values().stream().filter(is).toList();
    }

    /** The queues whose dead letters go to this one. */
    public List<Queue> sourcesOf(Queue target) {
        return that(queue -> {
            var redrive = queue.settings().redrive();
            return redrive != null && redrive.target().equals(target.arn());
        });
    }

    /** Gives back the queue of that name where it has these attributes. Within a write. */
    public Queue create(String name, QueueSettings settings, Map<String, String> tags) {
        checkName(name, settings.fifo());
        checkRedrive(name, settings);
        var known = byName.get(name);
        if (known != null) {
            var difference = known.settings().differs(settings);
            if (difference != null) {
                throw SqsError.of(
                        "QueueAlreadyExists",
                        "A queue already exists with the same name and a different value for attribute " + difference);
            }
            return known;
        }
        long now = machine.now();
        var deletion = deleted.get(name);
        if (deletion != null && now < deletion + AFTER_DELETE) {
            throw SqsError.service(
                    "QueueDeletedRecently",
                    "You must wait 60 seconds after deleting a queue before you can create another with the same"
                            + " name.");
        }
        deleted.remove(name);
        long number = nextNumber();
        var record = new QueueRecord(name, number, number, now, now, settings.values(), tags);
        keep(record);
        var queue = new Queue(machine, this, record);
        byName.put(name, queue);
        return queue;
    }

    private static void checkName(String name, boolean fifo) {
        if (fifo ? !FIFO.matcher(name).matches() : !STANDARD.matcher(name).matches()) {
            throw SqsError.invalid(
                    fifo
                            ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                                    + " underscores, must end with .fifo suffix and be 1 to 80 in length."
                            : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.");
        }
    }

    /** @throws dev.evenstep.engine.protocol.AwsException where the dead-letter queue is none that this one may name */
    public void checkRedrive(String name, QueueSettings settings) {
        var redrive = settings.redrive();
        if (redrive == null) {
            return;
        }
        var target = at(redrive.target());
        if (target == null) {
            throw redrive.invalid("Dead letter target does not exist.");
        }
        if (target.settings().fifo() != settings.fifo()) {
            throw redrive.invalid("Dead-letter queue must be same type of queue as the source.");
        }
        if (!target.settings().allowsDeadLettersOf(machine.arn(name))) {
            throw redrive.invalid("Queue does not allow this queue to use it as its dead-letter queue.");
        }
    }

    /** Within a write. */
    public void delete(Queue queue) {
        byName.remove(queue.name());
        records.remove(key(queue.name()));
        deleted.put(queue.name(), machine.now());
        queue.drop();
    }

    void keep(QueueRecord record) {
        records.put(key(record.name()), record);
    }

    private static byte[] key(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    long nextNumber() {
        return ++lastNumber;
    }

    /** A message id of its own for each number. */
    String id(long number) {
        var random = new SplittableRandom(machine.seed() ^ number);
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    /**
     * What a consumer asks for.
     *
     * @param most 1 to 10 messages
     * @param visibility in seconds; empty: the queue's
     * @param longPoll waits for the first message; empty: the queue's
     */
    public record ReceiveRequest(int most, Optional<Integer> visibility, Optional<Duration> longPoll) {}

    /**
     * Receives from a queue; blocks until there is a message or the wait is over. Not within a write.
     *
     * @throws dev.evenstep.engine.protocol.AwsException {@code NonExistentQueue}, also where it is deleted meanwhile;
     *     {@code OverLimit}
     */
    public List<Received> receive(String name, ReceiveRequest request) throws InterruptedException {
        var wait = request.longPoll()
                .orElseGet(() -> Duration.ofSeconds(named(name).settings().longPoll()));
        long deadline = machine.now() + wait.toMillis();
        var bell = new Semaphore(0);
        var received = step(name, request, deadline, bell);
        if (received.isPresent()) {
            return received.get();
        }
        var end = machine.time().at(Instant.ofEpochMilli(deadline), bell::release);
        try {
            while (received.isEmpty()) {
                bell.acquire();
                received = step(name, request, deadline, bell);
            }
            return received.get();
        } catch (InterruptedException e) {
            machine.run(() -> Optional.ofNullable(byName.get(name)).ifPresent(queue -> queue.gone(bell)));
            throw e;
        } finally {
            end.cancel();
        }
    }

    private Optional<List<Received>> step(String name, ReceiveRequest request, long deadline, Semaphore bell) {
        return machine.write(() -> named(name).receive(request, deadline, bell));
    }
}
