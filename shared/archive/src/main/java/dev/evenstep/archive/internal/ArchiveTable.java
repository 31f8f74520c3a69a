package dev.evenstep.archive.internal;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Writes to the archive, an event in one request. */
public final class ArchiveTable {

    private final DynamoDbClient client;
    private final String table;
    private final @Nullable Duration retention;

    /** @param retention null: for ever */
    public ArchiveTable(DynamoDbClient client, String table, @Nullable Duration retention) {
        this.client = client;
        this.table = table;
        this.retention = retention;
    }

    /**
     * Keeps the event, unless it is kept already.
     *
     * @throws PermanentFailure {@link Reason#TOO_LARGE}; {@link Reason#KEY_REUSED} where another event has its key, which stays
     */
    Decision put(IncomingEvent event, Instant now) {
        try {
            var unused = client.putItem(request -> request.tableName(table)
                    .item(ArchiveItem.of(event, now, retention == null ? null : now.plus(retention)))
                    .conditionExpression("attribute_not_exists(#bucket)")
                    .expressionAttributeNames(Map.of("#bucket", ArchiveItem.BUCKET))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Decision.Applied();
        } catch (ConditionalCheckFailedException known) {
            String kept = ArchiveItem.required(known.item(), ArchiveItem.BODY).s();
            if (!kept.equals(event.body()) && !isSame(kept, event)) {
                throw PermanentFailure.because(
                        Reason.KEY_REUSED,
                        "The archive has another event with the source, id and time of "
                                + event.reference().text() + ", which it keeps",
                        known);
            }
            return new Decision.Duplicate(null);
        }
    }

    /** Written in another way, it is the same. */
    private static boolean isSame(String kept, IncomingEvent event) {
        return IncomingEvent.of(kept, event.time()).envelope().equals(event.envelope());
    }
}
