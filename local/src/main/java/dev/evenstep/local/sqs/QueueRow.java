package dev.evenstep.local.sqs;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.QueueData;
import scala.Option;

/** A queue as it stands in the store. */
final class QueueRow {

    static final String TABLE = """
            create table if not exists queue (
              name varchar primary key,
              visibility_millis bigint not null,
              delay_millis bigint not null,
              wait_millis bigint not null,
              created timestamp(9) with time zone not null,
              dead_letters varchar,
              maximum_receives int not null,
              fifo boolean not null,
              deduplicates boolean not null,
              tags varchar not null)""";

    static final String MERGE = """
            merge into queue (name, visibility_millis, delay_millis, wait_millis, created, dead_letters,
              maximum_receives, fifo, deduplicates, tags) key (name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private QueueRow() {}

    static void set(PreparedStatement row, QueueData queue) throws SQLException {
        var deadLetters = queue.deadLettersQueue();
        row.setString(1, queue.name());
        row.setLong(2, queue.defaultVisibilityTimeout().millis());
        row.setLong(3, queue.delay().toMillis());
        row.setLong(4, queue.receiveMessageWait().toMillis());
        row.setObject(5, queue.created());
        row.setString(6, deadLetters.isDefined() ? deadLetters.get().name() : null);
        row.setInt(7, deadLetters.isDefined() ? deadLetters.get().maxReceiveCount() : 0);
        row.setBoolean(8, queue.isFifo());
        row.setBoolean(9, queue.hasContentBasedDeduplication());
        row.setString(10, AttributesJson.writeTags(queue.tags()));
    }

    static CreateQueueData read(ResultSet row) throws SQLException {
        var created = row.getObject("created", OffsetDateTime.class);
        var deadLetters = row.getString("dead_letters");
        return new CreateQueueData(
                row.getString("name"),
                Option.apply(new MillisVisibilityTimeout(row.getLong("visibility_millis"))),
                Option.apply(Duration.ofMillis(row.getLong("delay_millis"))),
                Option.apply(Duration.ofMillis(row.getLong("wait_millis"))),
                Option.apply(created),
                Option.apply(created),
                deadLetters == null
                        ? Option.empty()
                        : Option.apply(new DeadLettersQueueData(deadLetters, row.getInt("maximum_receives"))),
                row.getBoolean("fifo"),
                row.getBoolean("deduplicates"),
                Option.empty(),
                Option.empty(),
                AttributesJson.readTags(row.getString("tags")));
    }
}
