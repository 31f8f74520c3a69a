package dev.evenstep.local.sqs;

import dev.evenstep.local.disk.Database;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.elasticmq.CreateQueueData;
import org.elasticmq.QueueData;
import org.elasticmq.actor.queue.InternalMessage;

/** Queues and their messages in a file, {@code queues.mv.db}. Reading waits for all that was written before. */
final class QueueStore implements AutoCloseable {

    private static final String[] SCHEMA = {QueueRow.TABLE, MessageRow.TABLE, MessageRow.INDEX};

    private final Database database;

    private QueueStore(Database database) {
        this.database = database;
    }

    static QueueStore in(Path folder) {
        return new QueueStore(Database.open(folder.resolve("queues"), SCHEMA));
    }

    CompletableFuture<Integer> keep(QueueData queue) {
        return update(QueueRow.MERGE, row -> QueueRow.set(row, queue));
    }

    CompletableFuture<Integer> drop(String queue) {
        return database.submit(connection -> {
            try (PreparedStatement messages = connection.prepareStatement("delete from message where queue = ?");
                    PreparedStatement queues = connection.prepareStatement("delete from queue where name = ?")) {
                messages.setString(1, queue);
                queues.setString(1, queue);
                return messages.executeUpdate() + queues.executeUpdate();
            }
        });
    }

    /** A message that moves from queue to queue keeps its id: its row then moves too. */
    CompletableFuture<Integer> add(String queue, InternalMessage message) {
        var stored = MessageRow.of(queue, message);
        return database.submit(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from message where id = ?");
                    PreparedStatement insert = connection.prepareStatement(MessageRow.INSERT)) {
                delete.setString(1, stored.id());
                delete.executeUpdate();
                stored.set(insert);
                return insert.executeUpdate();
            }
        });
    }

    CompletableFuture<Integer> update(String queue, InternalMessage message) {
        var stored = MessageRow.of(queue, message);
        return update(MessageRow.UPDATE, stored::setReceived);
    }

    CompletableFuture<Integer> remove(String queue, String id) {
        return update("delete from message where id = ? and queue = ?", row -> {
            row.setString(1, id);
            row.setString(2, queue);
        });
    }

    List<CreateQueueData> queues() {
        return select("select * from queue order by name", row -> {}, QueueRow::read);
    }

    /** In the order of their arrival. */
    List<InternalMessage> messages(String queue, boolean fifo) {
        List<InternalMessage> messages = new ArrayList<>();
        select(
                "select * from message where queue = ? order by arrival",
                row -> row.setString(1, queue),
                row -> messages.add(MessageRow.read(row, fifo, messages.size())));
        return messages;
    }

    @Override
    public void close() {
        database.close();
    }

    private interface Fill {
        void in(PreparedStatement statement) throws SQLException;
    }

    private interface Read<T> {
        T from(ResultSet row) throws SQLException;
    }

    private CompletableFuture<Integer> update(String sql, Fill fill) {
        return database.submit(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                fill.in(statement);
                return statement.executeUpdate();
            }
        });
    }

    private <T> List<T> select(String sql, Fill fill, Read<T> read) {
        return database.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                fill.in(statement);
                List<T> found = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(read.from(row));
                    }
                }
                return found;
            }
        });
    }
}
