package dev.evenstep.dynamodb.expiry;

import dev.evenstep.dynamodb.data.Change;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.data.PrimaryKey;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.ItemCodec;
import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Removes the items of tables with a time to live once it is over. A map of each table, from the second of expiry to
 * keys, is kept beside the items, so that nothing is ever searched for.
 */
public final class Expiry {

    /** What expired longer ago is left alone (developer guide, "Time to Live"): about five years. */
    private static final long OLDEST = 5L * 365 * 24 * 3600;

    /** Seconds beyond this are no time that a clock would reach. */
    private static final BigDecimal LATEST = BigDecimal.valueOf(1L << 40);

    /** Items that go in one write, so that others get their turn between. */
    private static final int AT_ONCE = 100;

    private final Storage storage;
    private final Tables tables;
    private final TimeSource time;
    private final Database database;
    private final Duration delay;
    private final ConcurrentMap<String, OrderedMap<TableItem>> due = new ConcurrentHashMap<>();
    private final ItemCodec codec = new ItemCodec();
    private Instant next = Instant.MAX;

    /** Begins to remove items, those too that expired while nothing ran. */
    public Expiry(Storage storage, Tables tables, Database database, TimeSource time, Duration delay) {
        this.storage = storage;
        this.tables = tables;
        this.time = time;
        this.database = database;
        this.delay = delay;
        database.follow(this::append);
        storage.<Boolean>write(() -> {
            schedule();
            return true;
        });
    }

    /** Follows the items of a table by its attribute, those too that it has. Within {@code Storage.write}. */
    public void start(TableDefinition table) {
        var items = database.read(table, null, KeyRange.all(), true, null);
        while (items.hasNext()) {
            var item = items.next().getValue();
            put(table, PrimaryKey.of(table.keys(), item).attributes(), second(table, item));
        }
    }

    /** Lets the items of a table be. Within {@code Storage.write}. */
    public void stop(TableDefinition table) {
        due.remove(table.id());
        storage.drop(name(table));
    }

    private void append(TableDefinition table, Change change) {
        if (table.timeToLive() == null) {
            return;
        }
        long before = second(table, change.before());
        long after = second(table, change.after());
        if (before != after) {
            if (before >= 0) {
                of(table).remove(key(table, change.key(), before));
            }
            put(table, change.key(), after);
        }
    }

    private void put(TableDefinition table, TableItem key, long second) {
        if (second >= Math.max(0, time.now().getEpochSecond() - OLDEST)) {
            of(table).put(key(table, key, second), key);
            wakeAt(second);
        }
    }

    private void wakeAt(long second) {
        Instant when = Instant.ofEpochSecond(second).plus(delay);
        if (when.isBefore(next)) {
            next = when;
            time.at(when, this::sweep);
        }
    }

    private void sweep() {
        boolean more = true;
        while (more) {
            more = storage.<Boolean>write(() -> {
                next = Instant.MAX;
                boolean left = false;
                for (TableDefinition table : tables.all()) {
                    left |= table.timeToLive() != null && sweep(table);
                }
                if (!left) {
                    schedule();
                }
                return left;
            });
        }
    }

    /** Removes some of a table's expired items; whether there may be more. */
    private boolean sweep(TableDefinition table) {
        long now = time.now().minus(delay).getEpochSecond();
        var entries = of(table).ascending(null);
        for (int gone = 0; gone < AT_ONCE; gone++) {
            var entry = entries.hasNext() ? entries.next() : null;
            long second = entry == null
                    ? Long.MAX_VALUE
                    : ByteBuffer.wrap(entry.getKey()).getLong();
            if (entry == null || second > now) {
                return false;
            }
            of(table).remove(entry.getKey());
            if (second >= now - OLDEST) {
                remove(table, PrimaryKey.of(table.keys(), entry.getValue()));
            }
        }
        return true;
    }

    private void remove(TableDefinition table, PrimaryKey key) {
        var item = database.get(table, key);
        if (item != null) {
            database.apply(table, key, item, null, Change.Cause.EXPIRY);
        }
    }

    private void schedule() {
        storage.read(() -> {
            wakeForFirst();
            return null;
        });
    }

    private void wakeForFirst() {
        for (TableDefinition table : tables.all()) {
            if (table.timeToLive() != null) {
                var first = of(table).ascending(null);
                if (first.hasNext()) {
                    wakeAt(ByteBuffer.wrap(first.next().getKey()).getLong());
                }
            }
        }
    }

    /** An item's second of expiry, negative where it has none. */
    private static long second(TableDefinition table, @Nullable TableItem item) {
        var attribute = table.timeToLive();
        Value value = item == null || attribute == null ? null : item.get(attribute);
        if (value instanceof Value.N(BigDecimal number) && number.signum() >= 0 && number.compareTo(LATEST) < 0) {
            return number.longValue();
        }
        return -1;
    }

    private OrderedMap<TableItem> of(TableDefinition table) {
        var known = due.get(table.id());
        return known != null ? known : due.computeIfAbsent(table.id(), id -> storage.map(name(table), codec));
    }

    private static String name(TableDefinition table) {
        return "expiry/" + table.id();
    }

    private static byte[] key(TableDefinition table, TableItem key, long second) {
        byte[] bytes = PrimaryKey.of(table.keys(), key).bytes();
        return ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(second)
                .put(bytes)
                .array();
    }
}
