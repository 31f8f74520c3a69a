package dev.evenstep.local.sqs;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.elasticmq.DeduplicationId;
import org.elasticmq.MessageContent;
import org.elasticmq.NeverReceived$;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.Received;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.mutable.ArrayBuffer;
import scala.collection.mutable.Buffer;

/**
 * A message as it stands in the store: taken from the live one at once, since that one changes.
 *
 * @param nextDelivery epoch milliseconds; kept for messages that were sent with a delay
 * @param receipt the last one given out; null: never received
 */
record MessageRow(
        String id,
        String queue,
        String body,
        String attributes,
        OffsetDateTime created,
        long nextDelivery,
        @Nullable OffsetDateTime firstReceived,
        int receiveCount,
        @Nullable String receipt,
        @Nullable String groupId,
        @Nullable String deduplicationId,
        @Nullable String trace,
        @Nullable String sequenceNumber,
        @Nullable String sourceQueue) {

    static final String TABLE = """
            create table if not exists message (
              arrival bigint generated always as identity,
              id varchar primary key,
              queue varchar not null,
              body clob not null,
              attributes clob not null,
              created timestamp(9) with time zone not null,
              next_delivery bigint not null,
              first_received timestamp(9) with time zone,
              receive_count int not null,
              receipt varchar,
              group_id varchar,
              deduplication_id varchar,
              trace varchar,
              sequence_number varchar,
              source_queue varchar)""";

    static final String INDEX = "create index if not exists message_queue on message (queue, arrival)";

    static final String INSERT = """
            insert into message (id, queue, body, attributes, created, next_delivery, first_received, receive_count,
              receipt, group_id, deduplication_id, trace, sequence_number, source_queue)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    static final String UPDATE =
            "update message set first_received = ?, receive_count = ?, receipt = ? where id = ? and queue = ?";

    static MessageRow of(String queue, InternalMessage message) {
        Option<DeduplicationId> deduplication = message.messageDeduplicationId();
        Option<TracingId> trace = message.tracingId();
        return new MessageRow(
                message.id(),
                queue,
                message.content().value(),
                AttributesJson.write(message.messageAttributes()),
                message.created(),
                message.nextDelivery(),
                message.firstReceive() instanceof OnDateTimeReceived received ? received.when() : null,
                message.receiveCount(),
                orNull(message.deliveryReceipts().lastOption()),
                orNull(message.messageGroupId()),
                deduplication.isDefined() ? deduplication.get().id() : null,
                trace.isDefined() ? trace.get().id() : null,
                orNull(message.sequenceNumber()),
                orNull(message.deadLetterSourceQueueName()));
    }

    private static @Nullable String orNull(Option<String> text) {
        return text.isDefined() ? text.get() : null;
    }

    void set(PreparedStatement row) throws SQLException {
        row.setString(1, id);
        row.setString(2, queue);
        row.setString(3, body);
        row.setString(4, attributes);
        row.setObject(5, created);
        row.setLong(6, nextDelivery);
        row.setObject(7, firstReceived);
        row.setInt(8, receiveCount);
        row.setString(9, receipt);
        row.setString(10, groupId);
        row.setString(11, deduplicationId);
        row.setString(12, trace);
        row.setString(13, sequenceNumber);
        row.setString(14, sourceQueue);
    }

    void setReceived(PreparedStatement row) throws SQLException {
        row.setObject(1, firstReceived);
        row.setInt(2, receiveCount);
        row.setString(3, receipt);
        row.setString(4, id);
        row.setString(5, queue);
    }

    /**
     * The message as it is put back at start. What had been received is visible again at once: its consumers ended with
     * the process, and waiting for a visibility timeout of minutes would only hold everybody up.
     *
     * @param place its place in the queue, which decides between messages sent in the same moment
     */
    static InternalMessage read(ResultSet row, boolean fifo, int place) throws SQLException {
        var receipt = row.getString("receipt");
        var firstReceived = row.getObject("first_received", OffsetDateTime.class);
        return new InternalMessage(
                row.getString("id"),
                receipts(receipt),
                receipt == null ? row.getLong("next_delivery") : 0,
                new MessageContent(row.getString("body")),
                AttributesJson.read(row.getString("attributes")),
                row.getObject("created", OffsetDateTime.class),
                place,
                firstReceived == null ? (Received) NeverReceived$.MODULE$ : new OnDateTimeReceived(firstReceived),
                row.getInt("receive_count"),
                fifo,
                Option.apply(row.getString("group_id")),
                Option.apply(row.getString("deduplication_id")).map(DeduplicationId::new),
                Option.apply(row.getString("trace")).map(TracingId::new),
                Option.apply(row.getString("sequence_number")),
                Option.apply(row.getString("source_queue")));
    }

    private static Buffer<String> receipts(@Nullable String last) {
        Buffer<String> receipts = new ArrayBuffer<>();
        return last == null ? receipts : receipts.append(last);
    }
}
