package dev.evenstep.sqs.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.sqs.attributes.QueueSettings;
import dev.evenstep.sqs.message.Content;
import dev.evenstep.sqs.message.Message;
import dev.evenstep.sqs.message.ReceiptHandle;
import dev.evenstep.sqs.message.Received;
import dev.evenstep.sqs.request.SqsError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A queue. All its methods run within a write of the storage, unless they say otherwise. */
public final class Queue {

    /** Most messages in flight (quotas of the developer guide). */
    public static final int MOST_IN_FLIGHT = 120_000;

    private static final long SECOND = 1000;
    private static final long LONGEST_VISIBILITY = Duration.ofHours(12).toMillis();
    private static final long BETWEEN_PURGES = Duration.ofSeconds(60).toMillis();

    private final Machine machine;
    private final Queues queues;
    private final Waiters waiters;
    private volatile QueueRecord record;
    private volatile QueueSettings settings;
    private Deduplication.Scope scope;
    private Shelf shelf;
    private Deduplication deduplication;
    private long purged = Long.MIN_VALUE;

    Queue(Machine machine, Queues queues, QueueRecord record) {
        this.machine = machine;
        this.queues = queues;
        this.record = record;
        this.settings = QueueSettings.of(record.attributes());
        this.scope = Deduplication.Scope.of(settings.perGroup());
        this.waiters = new Waiters(machine.time(), this::rang);
        this.shelf = new Shelf(machine.storage(), record.store(), settings.fifo(), machine.now());
        this.deduplication = new Deduplication(machine.storage(), record.store());
    }

    /** Outside of a write, too. */
    public String name() {
        return record.name();
    }

    /** Outside of a write, too. */
    public QueueSettings settings() {
        return settings;
    }

    /** Outside of a write, too. */
    public String arn() {
        return machine.arn(name());
    }

    /** Outside of a write, too. */
    public Map<String, String> tags() {
        return record.tags();
    }

    long id() {
        return record.id();
    }

    /** The highest number that was given to something which is known still. */
    long lastNumber() {
        return Math.max(record.store(), Math.max(shelf.lastNumber(), deduplication.lastNumber()));
    }

    /** All attributes, what changes by itself among them. */
    public Map<String, String> attributes() {
        var unused = settle();
        Map<String, String> all = new LinkedHashMap<>(settings.shown());
        all.put("QueueArn", arn());
        all.put("CreatedTimestamp", Long.toString(record.created() / SECOND));
        all.put("LastModifiedTimestamp", Long.toString(record.modified() / SECOND));
        all.put("ApproximateNumberOfMessages", Integer.toString(shelf.visible()));
        all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(shelf.delayed()));
        all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(shelf.inFlight()));
        return all;
    }

    /** @throws AwsException where an attribute cannot have the value that it is given */
    public void change(Map<String, String> given) {
        long now = machine.now();
        var changed = settings.with(given);
        if (given.containsKey("RedrivePolicy")) {
            queues.checkRedrive(name(), changed);
        }
        scope = scope.change(changed.perGroup(), now);
        settings = changed;
        record = record.with(changed.values(), now);
        queues.keep(record);
        var unused = settle();
        stir();
    }

    public void tag(Map<String, String> tags) {
        record = record.withTags(tags);
        queues.keep(record);
    }

    /**
     * Takes a message that was checked against the settings. A FIFO queue gives the first one's answer for a duplicate.
     *
     * @param delay in seconds; empty: the queue's
     * @return as {@code SendMessage} answers
     */
    public ObjectNode send(Content content, Optional<Integer> delay) {
        long now = settle();
        if (!settings.fifo()) {
            long number = queues.nextNumber();
            var message = Message.sent(queues.id(number), content, now, delay.orElse(settings.delay()) * SECOND);
            place(number, message, now);
            return content.answer(message.id());
        }
        var key = scope.key(content, now);
        var known = deduplication.find(key, now);
        if (known == null) {
            long number = queues.nextNumber();
            known = new Deduplication.Taken(key, queues.id(number), number, now);
            deduplication.note(known);
            place(number, Message.sent(known.id(), content, now, settings.delay() * SECOND), now);
        }
        return content.answer(known.id()).put("SequenceNumber", Received.sequenceNumber(known.number()));
    }

    void place(long number, Message message, long now) {
        shelf.add(number, message, now);
        stir();
    }

    /**
     * One step of a receive: messages, or nothing yet, then its bell rings when it is worth another one.
     *
     * @return empty: there may still be something before the deadline
     */
    Optional<List<Received>> receive(Queues.ReceiveRequest request, long deadline, Semaphore bell) {
        waiters.leave(bell);
        long now = settle();
        boolean waits = now < deadline;
        int room = Math.min(request.most(), MOST_IN_FLIGHT - shelf.inFlight());
        if (room <= 0 && !waits && !settings.fifo()) {
            throw SqsError.of(
                    "OverLimit",
                    "Too many messages are in flight: the limit of a queue is %d.".formatted(MOST_IN_FLIGHT));
        }
        var received = new Taking(machine, queues, this, shelf, now)
                .take(room, request.visibility().orElse(settings.visibility()));
        waits &= received.isEmpty();
        if (waits) {
            waiters.join(bell);
        }
        stir();
        return waits ? Optional.empty() : Optional.of(received);
    }

    void gone(Semaphore bell) {
        waiters.leave(bell);
        stir();
    }

    /** Deletes by a handle, however often; a FIFO queue refuses one that has expired. */
    public void delete(String receiptHandle) {
        var unused = settle();
        var handle = ReceiptHandle.parse(receiptHandle, record.id());
        var entry = shelf.find(handle.message());
        if (entry == null) {
            return;
        }
        if (settings.fifo() && !current(entry, handle)) {
            throw SqsError.invalid(receiptHandle, "ReceiptHandle", "The receipt handle has expired.");
        }
        if (!settings.fifo() && machine.strikes(Fault.DUPLICATE, "DeleteMessage", name())) {
            shelf.show(entry);
        } else {
            shelf.remove(entry);
        }
        stir();
    }

    private static boolean current(QueueEntry entry, ReceiptHandle handle) {
        return entry.hidden && entry.receives == handle.receive();
    }

    /** @param seconds from now on; 0: it can be received again at once */
    public void changeVisibility(String receiptHandle, int seconds) {
        long now = settle();
        var handle = ReceiptHandle.parse(receiptHandle, record.id());
        var entry = shelf.find(handle.message());
        if (entry == null || (settings.fifo() && !current(entry, handle))) {
            throw SqsError.invalid(
                    receiptHandle,
                    "ReceiptHandle",
                    "Message does not exist or is not available for visibility timeout change.");
        }
        if (now + seconds * SECOND > entry.received + LONGEST_VISIBILITY) {
            throw SqsError.invalid(
                    seconds,
                    "VisibilityTimeout",
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
        }
        shelf.hide(entry, seconds, now);
        stir();
    }

    /** Removes all messages and forgets all deduplication ids. */
    public void purge() {
        long now = machine.now();
        if (purged != Long.MIN_VALUE && now < purged + BETWEEN_PURGES) {
            throw new AwsException(
                    403,
                    SqsError.PREFIX + "PurgeQueueInProgress",
                    "Only one PurgeQueue operation on %s is allowed every 60 seconds.".formatted(name()));
        }
        purged = now;
        shelf.drop();
        deduplication.drop();
        record = record.withStore(queues.nextNumber());
        queues.keep(record);
        shelf = new Shelf(machine.storage(), record.store(), settings.fifo(), now);
        deduplication = new Deduplication(machine.storage(), record.store());
    }

    void drop() {
        shelf.drop();
        deduplication.drop();
        waiters.wakeAll();
    }

    /** How many messages can be received now. */
    public int visible() {
        var unused = settle();
        return shelf.visible();
    }

    /** The message that would be received next; it stays. */
    public Optional<Message> peek() {
        var unused = settle();
        return shelf.next(1).stream().findFirst().map(shelf::get);
    }

    /** Moves the message that {@link #peek} gave to another queue, as a new one. */
    public void moveNext(Queue target) {
        long now = machine.now();
        var next = shelf.next(1).getFirst();
        var message = shelf.get(next);
        shelf.remove(next);
        long number = queues.nextNumber();
        target.place(number, Message.sent(queues.id(number), message.content(), now, 0), now);
        stir();
    }

    private long settle() {
        long now = machine.now();
        shelf.settle(now, settings.retention() * SECOND);
        return now;
    }

    /** Wakes one that waits, where there is something for it; it wakes the next one in turn. */
    private void stir() {
        if (waiters.any()) {
            if (shelf.any() && shelf.inFlight() < MOST_IN_FLIGHT) {
                waiters.wakeOne();
            }
            waiters.alarmBy(shelf.nextDue());
        }
    }

    private void rang() {
        machine.run(() -> {
            waiters.rang();
            var unused = settle();
            stir();
        });
    }
}
