package dev.evenstep.aws.dynamodb;

import dev.evenstep.store.IdempotencyKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The record that an event was handled, or is being handled: the idempotency record of AWS Lambda Powertools (attributes
 * {@code id}, {@code status}, {@code expiration} in epoch seconds, {@code in_progress_expiration} in epoch milliseconds,
 * {@code data}), so that one table serves both. Ours adds {@code owner}, which fences completion.
 */
final class Mark {

    static final String ID = "id";
    static final String STATUS = "status";
    static final String EXPIRATION = "expiration";
    static final String IN_PROGRESS_EXPIRATION = "in_progress_expiration";
    static final String DATA = "data";
    static final String OWNER = "owner";
    static final AttributeValue COMPLETED = AttributeValue.fromS("COMPLETED");
    static final AttributeValue IN_PROGRESS = AttributeValue.fromS("INPROGRESS");

    private Mark() {}

    static Map<String, AttributeValue> key(IdempotencyKey key) {
        return Map.of(ID, AttributeValue.fromS(key.text()));
    }

    static Map<String, AttributeValue> completed(IdempotencyKey key, Instant expiry, @Nullable String result) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(key));
        item.put(STATUS, COMPLETED);
        item.put(EXPIRATION, Attributes.number(expiry.getEpochSecond()));
        if (result != null) {
            item.put(DATA, AttributeValue.fromS(result));
        }
        return item;
    }

    static Map<String, AttributeValue> inProgress(IdempotencyKey key, String owner, Instant until, Instant expiry) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(key));
        item.put(STATUS, IN_PROGRESS);
        item.put(EXPIRATION, Attributes.number(expiry.getEpochSecond()));
        item.put(IN_PROGRESS_EXPIRATION, Attributes.number(until.toEpochMilli()));
        item.put(OWNER, AttributeValue.fromS(owner));
        return item;
    }

    /** Nobody has handled the event, what is known of it has expired, or whoever was at it ran out of time. */
    static Expression free(Instant now) {
        Expression expression = new Expression();
        String seconds = expression.value(Attributes.number(now.getEpochSecond()));
        String millis = expression.value(Attributes.number(now.toEpochMilli()));
        return expression.when("attribute_not_exists(%s) OR %s < %s OR (%s = %s AND %s < %s)"
                .formatted(
                        expression.name(ID),
                        expression.name(EXPIRATION),
                        seconds,
                        expression.name(STATUS),
                        expression.value(IN_PROGRESS),
                        expression.name(IN_PROGRESS_EXPIRATION),
                        millis));
    }

    static Expression heldBy(String owner) {
        Expression expression = new Expression();
        return expression.when("%s = %s AND %s = %s"
                .formatted(
                        expression.name(STATUS),
                        expression.value(IN_PROGRESS),
                        expression.name(OWNER),
                        expression.value(AttributeValue.fromS(owner))));
    }

    /** Turns a held mark into a completed one. */
    static Expression completing(String owner, Instant expiry, @Nullable String result) {
        Expression expression = heldBy(owner)
                .set(STATUS, COMPLETED)
                .set(EXPIRATION, Attributes.number(expiry.getEpochSecond()))
                .remove(IN_PROGRESS_EXPIRATION)
                .remove(OWNER);
        return result == null ? expression : expression.set(DATA, AttributeValue.fromS(result));
    }

    static boolean isCompleted(Map<String, AttributeValue> item) {
        return COMPLETED.equals(item.get(STATUS));
    }

    /** What {@link #free} says of it too: DynamoDB deletes what has expired when it finds the time. */
    static boolean isForgotten(Map<String, AttributeValue> item, Instant now) {
        AttributeValue seconds = item.get(EXPIRATION);
        return seconds != null && Long.parseLong(seconds.n()) < now.getEpochSecond();
    }

    static boolean isHeldBy(Map<String, AttributeValue> item, String owner) {
        return IN_PROGRESS.equals(item.get(STATUS))
                && AttributeValue.fromS(owner).equals(item.get(OWNER));
    }

    static @Nullable String result(Map<String, AttributeValue> item) {
        AttributeValue data = item.get(DATA);
        return data == null ? null : data.s();
    }

    /** Powertools leaves the lease's end out when it has no Lambda context; the record's own end counts then. */
    static Instant heldUntil(Map<String, AttributeValue> item) {
        AttributeValue millis = item.get(IN_PROGRESS_EXPIRATION);
        if (millis != null) {
            return Instant.ofEpochMilli(Long.parseLong(millis.n()));
        }
        AttributeValue seconds = item.get(EXPIRATION);
        return seconds == null ? Instant.MAX : Instant.ofEpochSecond(Long.parseLong(seconds.n()));
    }
}
