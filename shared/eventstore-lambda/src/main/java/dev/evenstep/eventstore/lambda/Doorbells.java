package dev.evenstep.eventstore.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.eventstore.internal.CommitEventStore;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of the stream of an event store's table. */
final class Doorbells {

    private static final Logger log = LoggerFactory.getLogger(Doorbells.class);

    /** The table's partition key. */
    private static final String STREAM = "stream";

    private Doorbells() {}

    /** The streams that have new commits. What is no commit is passed over, and what is no record of the table. */
    static Set<String> streams(String function, List<DynamodbStreamRecord> records) {
        Set<String> streams = new LinkedHashSet<>();
        for (DynamodbStreamRecord record : records) {
            Optional<String> stream = stream(record);
            if (stream.isEmpty()) {
                log.warn("{}: a record does not say its stream, and is passed over: {}", function, record.getEventID());
            }
            stream.filter(name -> !name.startsWith(CommitEventStore.LOG) && !name.startsWith(CommitEventStore.SNAPSHOT))
                    .ifPresent(streams::add);
        }
        return streams;
    }

    private static Optional<String> stream(DynamodbStreamRecord record) {
        return Optional.ofNullable(record.getDynamodb())
                .map(StreamRecord::getKeys)
                .map(keys -> keys.get(STREAM))
                .map(AttributeValue::getS);
    }

    /** Whether the first of them is. One that does not say is new. */
    static boolean areOlderThan(Instant time, List<DynamodbStreamRecord> records) {
        return changes(records)
                .map(StreamRecord::getApproximateCreationDateTime)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Date::toInstant)
                .filter(created -> created.isBefore(time))
                .isPresent();
    }

    /** Empty, which means the whole batch, where none says. */
    static String firstSequenceNumber(List<DynamodbStreamRecord> records) {
        return changes(records)
                .map(StreamRecord::getSequenceNumber)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static Stream<StreamRecord> changes(List<DynamodbStreamRecord> records) {
        return records.stream().map(DynamodbStreamRecord::getDynamodb).filter(Objects::nonNull);
    }
}
