package dev.evenstep.demo;

import dev.evenstep.demo.load.Sending;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ReadOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Makes streams of orders that were items of a table, once the version of the shop that wrote them has brought all to their
 * end. May be run again, at any time: an order is imported once.
 */
public final class OrderMigration {

    /** How many commands are sent before it is told. */
    private static final int STEP = 500;

    private final DeployedShop shop;
    private final String table;
    private final ProgressListener progress;

    /** @param table its deployed name */
    public OrderMigration(DeployedShop shop, String table, ProgressListener progress) {
        this.shop = shop;
        this.table = table;
        this.progress = progress;
    }

    /**
     * What there was.
     *
     * @param imported orders that have their streams already
     * @param sent commands for the others; 0 where none was to be sent
     */
    public record MigrationReport(int confirmed, int cancelled, int imported, int sent) {}

    /**
     * @param isDry whether it only looks
     * @throws IllegalStateException while an order is open, or where an item is no order; then nothing was sent
     */
    public MigrationReport run(boolean isDry) {
        Map<String, Integer> statuses = new HashMap<>();
        each(order -> statuses.merge(order.status(), 1, Integer::sum));
        int open = statuses.getOrDefault("PLACED", 0);
        if (open > 0) {
            throw new IllegalStateException(
                    "%,d orders of %s are PLACED: take no more orders, let the old version bring these to their end, and run this again"
                            .formatted(open, table));
        }
        Import orders = new Import(isDry);
        each(orders::take);
        orders.send();
        return new MigrationReport(
                statuses.getOrDefault("CONFIRMED", 0),
                statuses.getOrDefault("CANCELLED", 0),
                orders.imported,
                orders.sent);
    }

    /** The second pass: commands for what has no stream yet. */
    private final class Import {

        private final boolean isDry;
        private final EventStore store = shop.eventStore();
        private final Sender sender = new Sender(shop);
        private final List<Sending> commands = new ArrayList<>();
        private int imported;
        private int sent;

        Import(boolean isDry) {
            this.isDry = isDry;
        }

        void take(OldOrder order) {
            if (isImported(order)) {
                imported++;
            } else if (!isDry) {
                commands.add(order.toCommand(Instant.now()));
            }
            if (commands.size() == STEP) {
                send();
            }
        }

        void send() {
            if (!commands.isEmpty()) {
                sender.send(commands, ignored -> {});
                sent += commands.size();
                progress.say("%,d orders are sent, %,d have their streams already".formatted(sent, imported));
                commands.clear();
            }
        }

        /** None is, as far as a dry run can tell, where the store is not deployed yet. */
        private boolean isImported(OldOrder order) {
            try {
                return !store.read(order.orderId(), ReadOptions.forward().limit(1))
                        .events()
                        .isEmpty();
            } catch (ResourceNotFoundException notDeployedYet) {
                if (isDry) {
                    return false;
                }
                throw notDeployedYet;
            }
        }
    }

    private void each(Consumer<OldOrder> consumer) {
        for (Map<String, AttributeValue> item : items()) {
            consumer.accept(OldOrder.read(item));
        }
    }

    private SdkIterable<Map<String, AttributeValue>> items() {
        try {
            var unused = shop.clients().dynamoDb().describeTable(request -> request.tableName(table));
        } catch (ResourceNotFoundException missing) {
            throw new IllegalStateException(
                    "There is no table %s here: name the one of the old orders with --table".formatted(table), missing);
        }
        return shop.clients()
                .dynamoDb()
                .scanPaginator(ScanRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .build())
                .items();
    }
}
