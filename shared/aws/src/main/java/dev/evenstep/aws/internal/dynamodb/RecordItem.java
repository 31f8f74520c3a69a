package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.RecordAddress.OnItem;
import dev.evenstep.internal.store.StoredAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a consumer handled, as an item. Of an event: the idempotency record of AWS Lambda Powertools (attributes {@code
 * id}, {@code status}, {@code expiration} in epoch seconds, {@code in_progress_expiration} in epoch milliseconds, {@code
 * data}, {@code validation}), so that one table serves both; ours adds {@code owner}, which fences completion, and from a
 * call outside to the commit {@code answered} (the event's key) and {@code answered_validation}, with {@code answer} (JSON)
 * or {@code unkept} (why there is none). Of a
 * stream: {@code position} and the {@code event} that made it, and the same names otherwise. Of an entity: the attributes
 * of its own item that {@link OnItem} names. Each of them counts what is parked behind it, the first two as {@code parked}.
 */
final class RecordItem {

    static final String ID = "id";
    static final String STATUS = "status";
    static final String EXPIRATION = "expiration";
    static final String IN_PROGRESS_EXPIRATION = "in_progress_expiration";
    static final String DATA = "data";
    static final String OWNER = "owner";
    static final String ANSWERED = "answered";
    static final String ANSWERED_VALIDATION = "answered_validation";
    static final String ANSWER = "answer";
    static final String UNKEPT = "unkept";

    /** All that is known of an answer. */
    static final List<String> OF_ANSWER = List.of(ANSWERED, ANSWERED_VALIDATION, ANSWER, UNKEPT);

    static final AttributeValue COMPLETED = AttributeValue.fromS("COMPLETED");
    static final AttributeValue IN_PROGRESS = AttributeValue.fromS("INPROGRESS");

    private static final Names RECORD = new Names("position", "event", "validation", "parked");
    private static final Names ITEM = new Names(OnItem.POSITION, OnItem.EVENT, OnItem.FINGERPRINT, OnItem.PARKED);

    private static final Pattern POWERTOOLS_HASH = Pattern.compile("[0-9a-f]{32}");

    /** Powertools names no owner. */
    private static final String SOMEBODY = "";

    /** Under which names an item keeps what every record has. */
    record Names(String position, String event, String fingerprint, String parked) {}

    private final RecordAddress address;
    private final TableNames tables;

    RecordItem(RecordAddress address, TableNames tables) {
        this.address = address;
        this.tables = tables;
    }

    String table() {
        return address instanceof OnItem onItem
                ? tables.deployedName(onItem.item().table())
                : tables.idempotency();
    }

    Map<String, AttributeValue> key() {
        return address instanceof OnItem onItem
                ? AttributeValues.of(onItem.item())
                : Map.of(ID, AttributeValue.fromS(address.text()));
    }

    Names names() {
        return address instanceof OnItem ? ITEM : RECORD;
    }

    IdempotencyRecord read(Map<String, AttributeValue> item) {
        boolean inProgress = address instanceof RecordAddress.OfEvent
                ? IN_PROGRESS.equals(item.get(STATUS))
                : item.containsKey(OWNER) && !(address instanceof OnItem);
        String owner = inProgress ? text(item, OWNER) : null;
        return new IdempotencyRecord(
                address instanceof RecordAddress.OfEvent ? null : number(item, names().position()),
                text(item, names().event()),
                fingerprint(item),
                address instanceof RecordAddress.OfEvent && COMPLETED.equals(item.get(STATUS)),
                address instanceof OnItem ? null : text(item, DATA),
                inProgress && owner == null ? SOMEBODY : owner,
                inProgress ? heldUntil(item) : null,
                address instanceof RecordAddress.OfEvent ? seconds(item) : null,
                parked(item),
                answer(item));
    }

    private static @Nullable StoredAnswer answer(Map<String, AttributeValue> item) {
        String answered = text(item, ANSWERED);
        return answered == null
                ? null
                : new StoredAnswer(
                        answered,
                        String.valueOf(text(item, ANSWERED_VALIDATION)),
                        text(item, ANSWER),
                        text(item, UNKEPT));
    }

    /** Powertools keeps a hash of another kind under the same name, which says nothing here. */
    private @Nullable String fingerprint(Map<String, AttributeValue> item) {
        String stored = text(item, names().fingerprint());
        return stored == null || POWERTOOLS_HASH.matcher(stored).matches() ? null : stored;
    }

    private int parked(Map<String, AttributeValue> item) {
        Long parked = number(item, names().parked());
        return parked == null ? 0 : Math.toIntExact(parked);
    }

    /** Powertools leaves the lease's end out when it has no Lambda context; the record's own end counts then. */
    private static Instant heldUntil(Map<String, AttributeValue> item) {
        Long millis = number(item, IN_PROGRESS_EXPIRATION);
        if (millis != null) {
            return Instant.ofEpochMilli(millis);
        }
        Instant expiry = seconds(item);
        return expiry == null ? Instant.MAX : expiry;
    }

    private static @Nullable Instant seconds(Map<String, AttributeValue> item) {
        Long seconds = number(item, EXPIRATION);
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    private static @Nullable Long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? null : Long.valueOf(value.n());
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }
}
