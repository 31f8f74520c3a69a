package dev.evenstep.demo.ledger;

import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.LogPage;
import dev.evenstep.eventstore.log.LogPosition;
import java.util.HashSet;
import java.util.Set;

/** Which orders and fulfilments of one run have begun and ended, by the log of all streams, which is read on at each look. */
final class LogWatch {

    private final EventLog log;
    private final Set<String> orderIds;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private LogPosition read = LogPosition.START;

    LogWatch(EventLog log, Set<String> orderIds) {
        this.log = log;
        this.orderIds = orderIds;
    }

    /** What was there before the run is none of its. */
    void begin() {
        read = log.end();
    }

    void look() {
        for (int shard = 0; shard < EventLog.SHARDS; shard++) {
            LogPage page = log.read(shard, read.of(shard));
            while (!page.entries().isEmpty()) {
                for (LogEntry entry : page.entries()) {
                    entry.events().forEach(this::take);
                    read = read.with(shard, entry.sequence());
                }
                page = log.read(shard, read.of(shard));
            }
        }
    }

    private void take(Envelope event) {
        String stream = String.valueOf(event.subject());
        String order = stream.startsWith(EventsReader.SAGA) ? stream.substring(EventsReader.SAGA.length()) : stream;
        if (orderIds.contains(order)) {
            switch (event.type()) {
                case "OrderPlaced", "dev.evenstep.saga.SagaStarted" -> begun.add(stream);
                case "OrderConfirmed",
                        "OrderCancelled",
                        "dev.evenstep.saga.SagaCompleted",
                        "dev.evenstep.saga.SagaCompensated" -> ended.add(stream);
                default -> {
                    // Something in between.
                }
            }
        }
    }

    int openOrders() {
        return (int) begun.stream()
                .filter(stream -> orderIds.contains(stream) && !ended.contains(stream))
                .count();
    }

    int endedOrders() {
        return (int) ended.stream().filter(orderIds::contains).count();
    }

    boolean sagasAreOpen() {
        return begun.stream().anyMatch(stream -> !orderIds.contains(stream) && !ended.contains(stream));
    }
}
