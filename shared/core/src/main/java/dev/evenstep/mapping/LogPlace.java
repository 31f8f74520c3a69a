package dev.evenstep.mapping;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database's log has a change, by Debezium's {@code source}.
 *
 * <p>A row's changes have rising places, since a transaction that changes a row waits for the one that changed it before: of
 * PostgreSQL by their LSN (not those of different rows: a transaction may begin before a snapshot and end behind it), of MySQL by file
 * and position, of SQL Server by commit and change. A row that was read is before all of them, since its snapshot's place may be
 * behind that of a change which the snapshot did not see yet.
 *
 * @param unique by which a change is known again
 * @param position a text that sorts; null for a connector whose places are not known here
 */
record LogPlace(String unique, @Nullable String position) {

    private static final Pattern BINLOG = Pattern.compile(".*\\.(\\d{1,10})");
    private static final Pattern LAST_NUMBER = Pattern.compile(".*\"(\\d+)\"\\s*]");

    /** @return null where it cannot be told from the source */
    static @Nullable LogPlace of(JsonFields source, boolean isRead) {
        String place = switch (source.optionalText("/connector")) {
            case "postgresql" -> postgres(source);
            case "mysql", "mariadb" -> binlog(source);
            case "sqlserver" -> sqlServer(source);
            case null, default -> null;
        };
        if (place == null) {
            return null;
        }
        String position = (isRead ? "r" : "s") + place;
        String gtid = source.optionalText("/gtid");
        return new LogPlace(gtid == null ? position : position + "/" + gtid, position);
    }

    /** An incremental snapshot's rows have none of their own, and that of the change before them. */
    private static @Nullable String postgres(JsonFields source) {
        String lsn = source.optionalText("/lsn");
        if (lsn == null) {
            Matcher last = LAST_NUMBER.matcher(Objects.requireNonNullElse(source.optionalText("/sequence"), ""));
            lsn = last.matches() ? last.group(1) : null;
        }
        return lsn == null ? null : padded(lsn, 20);
    }

    private static @Nullable String binlog(JsonFields source) {
        String file = source.optionalText("/file");
        Matcher number = BINLOG.matcher(file == null ? "" : file);
        if (!number.matches() || !source.has("/pos")) {
            return null;
        }
        String row = Objects.requireNonNullElse(source.optionalText("/row"), "0");
        return padded(number.group(1), 10) + padded(source.text("/pos"), 12) + padded(row, 8);
    }

    /** Three hexadecimal numbers of fixed length each. */
    private static @Nullable String sqlServer(JsonFields source) {
        String commit = source.optionalText("/commit_lsn");
        String change = Objects.requireNonNullElse(source.optionalText("/change_lsn"), "");
        String serial = Objects.requireNonNullElse(source.optionalText("/event_serial_no"), "0");
        return commit == null ? null : (commit + "-" + change).toLowerCase(Locale.ROOT) + "-" + padded(serial, 4);
    }

    private static String padded(String digits, int length) {
        return "0".repeat(Math.max(0, length - digits.length())) + digits;
    }
}
