package dev.evenstep.examples.handover.kafka;

import dev.evenstep.examples.handover.OrderFact;
import dev.evenstep.examples.handover.kafka.ReadEvent.KnownEvent;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * Lets each event through once, at its own time. A duplicate has the same id and the same time, and the same key, so that it
 * comes to the same store; how long that remembers is its retention.
 */
final class OncePerEvent implements Processor<String, ReadEvent, String, OrderFact> {

    private final String storeName;
    private @Nullable WindowStore<String, String> seen;
    private @Nullable ProcessorContext<String, OrderFact> context;

    OncePerEvent(String storeName) {
        this.storeName = storeName;
    }

    @Override
    public void init(ProcessorContext<String, OrderFact> given) {
        context = given;
        seen = given.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, ReadEvent> record) {
        WindowStore<String, String> store = Objects.requireNonNull(seen);
        if (record.value() instanceof KnownEvent(OrderFact fact) && store.fetch(fact.event(), fact.time()) == null) {
            store.put(fact.event(), "", fact.time());
            Objects.requireNonNull(context)
                    .forward(record.withKey(fact.order()).withValue(fact).withTimestamp(fact.time()));
        }
    }
}
