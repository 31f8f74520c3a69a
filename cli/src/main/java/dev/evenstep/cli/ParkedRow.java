package dev.evenstep.cli;

import dev.evenstep.aws.internal.dynamodb.ParkedItem;
import dev.evenstep.internal.consume.WakeUp;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.ParkedEvent.State;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.WaitCondition;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A parked event without what it says.
 *
 * @param condition what it waits for
 * @param place its place among what is parked behind that record, as {@link dev.evenstep.internal.store.ParkedEvent#place}
 * @param event its key, or what its source knows it by
 * @param state whether it waits, or only holds its place: dead-lettered, or for a person to decide
 * @param reason why it lies there, in words
 * @param attempts how often it was tried since it is parked
 * @param until when it is given up; null: never, it waits for a redrive or a person
 * @param queue the ARN of the queue that it came from; null where it came from none
 */
record ParkedRow(
        WaitCondition condition,
        String place,
        String event,
        State state,
        String reason,
        int attempts,
        Instant since,
        @Nullable Instant until,
        @Nullable String queue) {

    /** Of a stream's numbers; those of a queue are longer. */
    private static final int DIGITS = 19;

    static ParkedRow read(Map<String, AttributeValue> item) {
        return new ParkedRow(
                new WaitCondition(address(item), ParkedItem.number(item, ParkedItem.AWAITS)),
                ParkedItem.text(item, ParkedItem.PLACE),
                ParkedItem.text(item, ParkedItem.EVENT),
                State.valueOf(ParkedItem.text(item, ParkedItem.STATE)),
                ParkedItem.text(item, ParkedItem.REASON),
                Math.toIntExact(ParkedItem.number(item, ParkedItem.ATTEMPTS)),
                Instant.ofEpochMilli(ParkedItem.number(item, ParkedItem.SINCE)),
                ParkedItem.moment(item, ParkedItem.UNTIL),
                ParkedItem.optional(item, ParkedItem.QUEUE));
    }

    private static RecordAddress address(Map<String, AttributeValue> item) {
        String consumer = ParkedItem.text(item, ParkedItem.CONSUMER);
        String stream = ParkedItem.optional(item, ParkedItem.STREAM);
        return stream == null
                ? new RecordAddress.OfEvent(new IdempotencyKey(
                        consumer, ParkedItem.text(item, ParkedItem.SOURCE), ParkedItem.text(item, ParkedItem.EVENT_ID)))
                : new RecordAddress.OfStream(new PositionKey(consumer, stream));
    }

    String consumer() {
        return switch (condition.address()) {
            case RecordAddress.OfEvent(var event) -> event.consumer();
            case RecordAddress.OfStream(var key) -> key.consumer();
            case RecordAddress.OnItem(var key, var item) -> key.consumer();
        };
    }

    /** What it waits in: a stream or message group by its name, or behind another event, as {@code source#id}. */
    String line() {
        return switch (condition.address()) {
            case RecordAddress.OfEvent(var event) -> event.source() + "#" + event.eventId();
            case RecordAddress.OfStream(var key) -> key.stream();
            case RecordAddress.OnItem(var key, var item) -> key.stream();
        };
    }

    boolean waits() {
        return state == State.WAITS;
    }

    /** Whether a person must say what becomes of it. */
    boolean isHeld() {
        return state == State.HELD;
    }

    /** Whether it waits in a message group, whose numbers are its queue's and have holes. */
    boolean isOfGroup() {
        return place.indexOf('#') > DIGITS;
    }

    /** Whether it is an event of the stream or group that it waits in, and not one of another that waits for it. */
    boolean isOfLine() {
        return isOfGroup() || place.endsWith("#");
    }

    /** Its number in its stream, or in its queue; for an event of another stream, that which it waits for. */
    String number() {
        String digits = place.substring(0, place.indexOf('#')).replaceFirst("^0+", "");
        return digits.isEmpty() ? "0" : digits;
    }

    /** What it waits for, in words. */
    String waitsFor() {
        if (isHeld()) {
            return "a person's decision";
        }
        if (!waits()) {
            return "its redrive";
        }
        if (isOfGroup()) {
            return "the dead letter of its group";
        }
        return condition.address() instanceof RecordAddress.OfEvent ? line() : line() + " at " + condition.number();
    }

    /** The message that makes its consumer do something about its line. */
    WakeUp wakeUp(WakeUp.Task task, Instant now) {
        return switch (condition.address()) {
            case RecordAddress.OfEvent(var event) ->
                new WakeUp(event.consumer(), null, event.source(), event.eventId(), task, now);
            case RecordAddress.OfStream(var key) -> new WakeUp(key.consumer(), key.stream(), null, null, task, now);
            case RecordAddress.OnItem(var key, var item) ->
                new WakeUp(key.consumer(), key.stream(), null, null, task, now);
        };
    }
}
