package dev.evenstep.sqs.queue;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.sqs.attributes.RedrivePolicy;
import dev.evenstep.sqs.attributes.Settings;
import dev.evenstep.sqs.message.Content;
import dev.evenstep.sqs.message.Message;
import dev.evenstep.sqs.message.ReceiptHandle;
import dev.evenstep.sqs.message.Received;
import dev.evenstep.sqs.request.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private volatile Settings settings;
    private Scope scope;
    private Messages messages;
    private Index index;
    private long purged = Long.MIN_VALUE;

    Queue(Machine machine, Queues queues, QueueRecord record) {
        this.machine = machine;
        this.queues = queues;
        this.record = record;
        this.settings = Settings.of(record.attributes());
        this.scope = Scope.of(settings.perGroup());
        this.waiters = new Waiters(machine.time(), this::rang);
        this.messages = new Messages(machine.storage(), record.store());
        this.index = new Index(settings.fifo());
        long now = machine.now();
        messages.forEach((number, message) ->
                index.add(new Entry(number, message), message.receives() == 0 ? message.from() : 0, now));
    }

    /** Outside of a write, too. */
    public String name() {
        return record.name();
    }

    /** Outside of a write, too. */
    public Settings settings() {
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

    long lastNumber() {
        return Math.max(record.store(), messages.lastNumber());
    }

    /** All attributes, what changes by itself among them. */
    public Map<String, String> attributes() {
        settle(machine.now());
        Map<String, String> all = new LinkedHashMap<>(settings.shown());
        all.put("QueueArn", arn());
        all.put("CreatedTimestamp", Long.toString(record.created() / SECOND));
        all.put("LastModifiedTimestamp", Long.toString(record.modified() / SECOND));
        all.put("ApproximateNumberOfMessages", Integer.toString(index.visible()));
        all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(index.delayed()));
        all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(index.inFlight()));
        return all;
    }

    public void change(Settings changed) {
        long now = machine.now();
        scope = scope.change(changed.perGroup(), now);
        settings = changed;
        record = record.with(changed.values(), now);
        queues.keep(record);
        settle(now);
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
     */
    public Sent send(Content content, Optional<Integer> delay) {
        long now = machine.now();
        settle(now);
        if (!settings.fifo()) {
            var sent = accept(content, delay.orElse(settings.delay()), now);
            return new Sent(sent.id(), null);
        }
        var unique = content.deduplication() == null ? content.deduplicatedByBody() : content;
        var key = Deduplication.key(unique, scope.perGroup(now));
        var known = messages.deduplication().find(key, now);
        if (known != null) {
            return new Sent(known.id(), Received.sequenceNumber(known.number()));
        }
        var sent = accept(unique, settings.delay(), now);
        messages.deduplication().note(new Deduplication.Taken(key, sent.id(), sent.number(), now));
        return new Sent(sent.id(), Received.sequenceNumber(sent.number()));
    }

    private record Placed(String id, long number) {}

    private Placed accept(Content content, int delay, long now) {
        long number = queues.nextNumber();
        var message = Message.sent(queues.id(number), content, now, delay * SECOND);
        place(number, message, now);
        return new Placed(message.id(), number);
    }

    private void place(long number, Message message, long now) {
        messages.put(number, message);
        index.add(new Entry(number, message), message.from(), now);
        stir();
    }

    /** One step of a receive: messages, or a place among those that wait. */
    Attempt attempt(ReceiveRequest request, long deadline, @Nullable Waiter before) {
        if (before != null) {
            waiters.leave(before);
        }
        long now = machine.now();
        settle(now);
        boolean waits = now < deadline;
        int room = Math.min(request.most(), MOST_IN_FLIGHT - index.inFlight());
        if (room <= 0 && !waits && !settings.fifo()) {
            throw Refusal.of(
                    "OverLimit",
                    "Too many messages are in flight: the limit of a queue is %d.".formatted(MOST_IN_FLIGHT));
        }
        var received = take(room, request.visibility().orElse(settings.visibility()), now);
        if (!received.isEmpty() || !waits) {
            stir();
            return new Attempt(received, null);
        }
        var waiter = waiters.join();
        stir();
        return new Attempt(List.of(), waiter);
    }

    void gone(Waiter waiter) {
        waiters.leave(waiter);
        stir();
    }

    private List<Received> take(int most, int visibility, long now) {
        List<Entry> taken = new ArrayList<>();
        while (taken.size() < most) {
            var next = next(most - taken.size());
            if (next.isEmpty()) {
                break;
            }
            for (Entry entry : next) {
                var deadLetters = deadLetterQueue(entry);
                if (deadLetters == null) {
                    index.hide(entry, Long.MAX_VALUE);
                    taken.add(entry);
                } else {
                    var message = remove(entry);
                    deadLetters.place(queues.nextNumber(), message.dead(arn(), now), now);
                }
            }
        }
        List<Received> received = new ArrayList<>(taken.size());
        for (Entry entry : taken) {
            var message = messages.get(entry).received(now);
            messages.put(entry.number, message);
            entry.receives = message.receives();
            entry.received = now;
            boolean again = !settings.fifo() && machine.strikes(Fault.DUPLICATE, "ReceiveMessage", name());
            hide(entry, again ? 0 : visibility, now);
            var handle = new ReceiptHandle(record.id(), entry.number, entry.receives);
            received.add(new Received(message, entry.number, handle.toString()));
        }
        return received;
    }

    private List<Entry> next(int most) {
        if (settings.fifo() || !index.any() || !machine.strikes(Fault.REORDER, "ReceiveMessage", name())) {
            return index.next(most);
        }
        var more = index.next(2 * most);
        return more.subList(more.size() - Math.min(most, (more.size() + 1) / 2), more.size());
    }

    private @Nullable Queue deadLetterQueue(Entry entry) {
        RedrivePolicy redrive = settings.redrive();
        return redrive == null || entry.receives < redrive.maxReceiveCount() ? null : queues.find(redrive.targetName());
    }

    /** Deletes by a handle, however often; a FIFO queue refuses one that has expired. */
    public void delete(String receiptHandle) {
        settle(machine.now());
        var handle = ReceiptHandle.parse(receiptHandle, record.id());
        var entry = index.get(handle.message());
        if (entry == null) {
            return;
        }
        if (settings.fifo() && !current(entry, handle)) {
            throw Refusal.invalid(receiptHandle, "ReceiptHandle", "The receipt handle has expired.");
        }
        if (!settings.fifo() && machine.strikes(Fault.DUPLICATE, "DeleteMessage", name())) {
            index.show(entry);
        } else {
            var unused = remove(entry);
        }
        stir();
    }

    private static boolean current(Entry entry, ReceiptHandle handle) {
        return entry.hidden && entry.receives == handle.receive();
    }

    /** @param seconds from now on; 0: it can be received again at once */
    public void changeVisibility(String receiptHandle, int seconds) {
        long now = machine.now();
        settle(now);
        var handle = ReceiptHandle.parse(receiptHandle, record.id());
        var entry = index.get(handle.message());
        if (entry == null || (settings.fifo() && !current(entry, handle))) {
            throw Refusal.invalid(
                    receiptHandle,
                    "ReceiptHandle",
                    "Message does not exist or is not available for visibility timeout change.");
        }
        if (now + seconds * SECOND > entry.received + LONGEST_VISIBILITY) {
            throw Refusal.invalid(
                    seconds,
                    "VisibilityTimeout",
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
        }
        hide(entry, seconds, now);
        stir();
    }

    private void hide(Entry entry, int seconds, long now) {
        if (seconds == 0) {
            index.show(entry);
        } else {
            index.hide(entry, now + seconds * SECOND);
        }
    }

    /** Removes all messages and forgets all deduplication ids. */
    public void purge() {
        long now = machine.now();
        if (purged != Long.MIN_VALUE && now < purged + BETWEEN_PURGES) {
            throw new dev.evenstep.engine.protocol.AwsException(
                    403,
                    Refusal.PREFIX + "PurgeQueueInProgress",
                    "Only one PurgeQueue operation on %s is allowed every 60 seconds.".formatted(name()));
        }
        purged = now;
        long old = record.store();
        record = record.withStore(queues.nextNumber());
        queues.keep(record);
        Messages.drop(machine.storage(), old);
        messages = new Messages(machine.storage(), record.store());
        index = new Index(settings.fifo());
    }

    void drop() {
        Messages.drop(machine.storage(), record.store());
        waiters.wakeAll();
    }

    /** How many messages can be received now. */
    public int visible() {
        settle(machine.now());
        return index.visible();
    }

    /** The message that would be received next; it stays. */
    public Optional<Message> peek() {
        settle(machine.now());
        return index.next(1).stream().findFirst().map(messages::get);
    }

    /** Moves the message that {@link #peek} gave to another queue, as a new one. */
    public void moveNext(Queue target) {
        long now = machine.now();
        var message = remove(index.next(1).getFirst());
        long number = target.queues.nextNumber();
        target.place(number, Message.sent(queues.id(number), message.content(), now, 0), now);
        stir();
    }

    private Message remove(Entry entry) {
        var message = messages.get(entry);
        messages.remove(entry);
        index.remove(entry);
        return message;
    }

    /** Does what time has brought: messages become visible, or too old. */
    private void settle(long now) {
        long oldest = now - settings.retention() * SECOND;
        for (Entry entry = index.oldest(); entry != null && entry.enqueued <= oldest; entry = index.oldest()) {
            messages.remove(entry);
            index.remove(entry);
        }
        index.showDue(now);
    }

    /** Wakes one that waits, where there is something for it; it wakes the next one in turn. */
    private void stir() {
        if (waiters.any()) {
            if (index.any() && index.inFlight() < MOST_IN_FLIGHT) {
                waiters.wakeOne();
            }
            waiters.alarmBy(index.nextDue());
        }
    }

    private void rang() {
        var unused = machine.storage().write(() -> {
            waiters.rang();
            settle(machine.now());
            stir();
            return Objects.requireNonNull(record);
        });
    }
}
