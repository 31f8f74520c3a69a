package dev.evenstep.cli;

import dev.evenstep.aws.internal.dynamodb.OutboxItem;
import dev.evenstep.internal.store.OutboxRow;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row of the outbox and how it stands, for people who look at it.
 *
 * @param committed when; null once it is published
 * @param published when; null while it is not
 */
record OutboxEntry(
        OutboxRow row,
        @Nullable Instant committed,
        @Nullable Instant published) {

    static OutboxEntry of(Map<String, AttributeValue> item) {
        return new OutboxEntry(
                OutboxItem.row(item), instant(item.get(OutboxItem.COMMITTED)), instant(item.get(OutboxItem.PUBLISHED)));
    }

    private static @Nullable Instant instant(@Nullable AttributeValue milliseconds) {
        return milliseconds == null ? null : Instant.ofEpochMilli(Long.parseLong(milliseconds.n()));
    }
}
