package dev.evenstep.local.journal;

import dev.evenstep.local.disk.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A journal in a file, {@code journal.mv.db}. What a method did is on disk when it returns; see {@link Database} for
 * what that withstands. Entries accepted together are committed together.
 */
public final class DiskJournal implements Journal {

    private static final String[] SCHEMA = {
        """
        create table if not exists entry (
          id bigint generated always as identity primary key,
          kind varchar not null,
          payload clob not null,
          accepted timestamp(9) with time zone not null,
          attempts int not null,
          due timestamp(9) with time zone not null)""", "create table if not exists position (reader varchar primary key, reached varchar not null)"
    };

    private final Database database;

    private DiskJournal(Database database) {
        this.database = database;
    }

    /** @throws dev.evenstep.local.disk.DiskException where the file cannot be opened or another process holds it */
    public static DiskJournal in(Path folder) {
        return new DiskJournal(Database.open(folder.resolve("journal"), SCHEMA));
    }

    @Override
    public List<Entry> accept(String kind, List<String> payloads, Instant now) {
        if (payloads.isEmpty()) {
            return List.of();
        }
        return database.run(connection -> insert(connection, kind, payloads, now));
    }

    private static List<Entry> insert(Connection connection, String kind, List<String> payloads, Instant now)
            throws SQLException {
        var sql = "insert into entry (kind, payload, accepted, attempts, due) values (?, ?, ?, 0, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            List<Entry> accepted = new ArrayList<>(payloads.size());
            for (String payload : payloads) {
                insert.setString(1, kind);
                insert.setString(2, payload);
                insert.setObject(3, now);
                insert.setObject(4, now);
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    keys.next();
                    accepted.add(new Entry(keys.getLong(1), kind, payload, now, 0, now));
                }
            }
            return accepted;
        }
    }

    @Override
    public Entry postpone(Entry entry, Instant due) {
        var postponed = entry.postponed(due);
        return database.run(connection -> {
            var sql = "update entry set attempts = ?, due = ? where id = ?";
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setInt(1, postponed.attempts());
                update.setObject(2, due);
                update.setLong(3, entry.id());
                update.executeUpdate();
            }
            return postponed;
        });
    }

    @Override
    public void finish(Entry entry) {
        finishAll(List.of(entry));
    }

    @Override
    public void finishAll(Collection<Entry> entries) {
        database.run(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from entry where id = ?")) {
                for (Entry entry : entries) {
                    delete.setLong(1, entry.id());
                    delete.addBatch();
                }
                return delete.executeBatch();
            }
        });
    }

    @Override
    public List<Entry> open(String kind) {
        return database.run(connection -> {
            var sql = "select id, payload, accepted, attempts, due from entry where kind = ? order by id";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, kind);
                List<Entry> open = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        open.add(new Entry(
                                row.getLong(1),
                                kind,
                                row.getString(2),
                                row.getObject(3, Instant.class),
                                row.getInt(4),
                                row.getObject(5, Instant.class)));
                    }
                }
                return open;
            }
        });
    }

    @Override
    public Optional<String> position(String reader) {
        return database.run(connection -> {
            var sql = "select reached from position where reader = ?";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, reader);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void position(String reader, String value) {
        database.run(connection -> {
            var sql = "merge into position (reader, reached) key (reader) values (?, ?)";
            try (PreparedStatement merge = connection.prepareStatement(sql)) {
                merge.setString(1, reader);
                merge.setString(2, value);
                return merge.executeUpdate();
            }
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
