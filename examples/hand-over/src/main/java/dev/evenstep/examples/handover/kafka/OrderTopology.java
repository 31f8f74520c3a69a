package dev.evenstep.examples.handover.kafka;

import dev.evenstep.examples.handover.OrderFact;
import dev.evenstep.examples.handover.ShopEvents;
import dev.evenstep.examples.handover.kafka.ReadEvent.UnreadableEvent;
import dev.evenstep.spi.EventCodec;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;

/**
 * From a topic of the shop's events, keyed by order: the revenue of each hour and currency, and the status of each order. What
 * cannot be read goes to a topic of its own, and the rest goes on.
 */
public final class OrderTopology {

    public static final String EVENTS = "shop-events";
    public static final String UNREADABLE = "shop-events-unreadable";
    public static final String REVENUE = "revenue-per-hour";
    public static final String STATUS = "status-per-order";

    /** How late an event may be, and, longer, how late its duplicate. */
    public static final Duration LATENESS = Duration.ofDays(1);

    public static final Duration REMEMBERED = Duration.ofDays(7);

    private OrderTopology() {}

    /** Which events came, on disk and in a topic of its own. */
    public static WindowBytesStoreSupplier seenOnDisk() {
        return Stores.persistentWindowStore("seen-events", REMEMBERED, Duration.ofHours(1), false);
    }

    /** @param seen remembers which events came, for {@link #REMEMBERED} */
    public static Topology topology(WindowBytesStoreSupplier seen) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(Stores.windowStoreBuilder(seen, Serdes.String(), Serdes.String()));
        EventCodec codec = ShopEvents.codec();
        KStream<String, ReadEvent> read = builder.stream(EVENTS, Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .mapValues(bytes -> ReadEvent.of(codec, bytes));
        read.filter((key, event) -> event instanceof UnreadableEvent)
                .mapValues(event -> event instanceof UnreadableEvent(String reason) ? reason : "")
                .to(UNREADABLE, Produced.with(Serdes.String(), Serdes.String()));

        KStream<String, OrderFact> once = read.process(() -> new OncePerEvent(seen.name()), seen.name());
        revenue(once);
        status(once);
        return builder.build();
    }

    private static void revenue(KStream<String, OrderFact> orders) {
        orders.filter((order, fact) -> fact.isPlaced())
                .map((order, fact) -> KeyValue.pair(fact.currency(), fact.cents()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.Long()))
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofHours(1), LATENESS))
                .reduce(Long::sum)
                .toStream(
                        (window, cents) -> window.key() + " " + window.window().startTime())
                .to(REVENUE, Produced.with(Serdes.String(), Serdes.Long()));
    }

    /** The latest version wins, in whatever order they come. */
    private static void status(KStream<String, OrderFact> orders) {
        orders.mapValues(fact -> "%010d %s".formatted(fact.version(), fact.type()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .reduce((stored, next) -> stored.compareTo(next) >= 0 ? stored : next)
                .toStream()
                .to(STATUS, Produced.with(Serdes.String(), Serdes.String()));
    }
}
