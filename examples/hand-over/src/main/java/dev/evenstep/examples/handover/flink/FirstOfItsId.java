package dev.evenstep.examples.handover.flink;

import dev.evenstep.examples.handover.OrderFact;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Keyed by an event's source and id: lets the first through, and remembers it as long as a duplicate can come. */
final class FirstOfItsId extends KeyedProcessFunction<String, OrderFact, OrderFact> {

    private static final Duration REMEMBERED = Duration.ofDays(7);

    private transient @Nullable ValueState<Boolean> seen;

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("seen", Boolean.class);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(REMEMBERED).build());
        seen = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(OrderFact fact, Context context, Collector<OrderFact> out) throws Exception {
        ValueState<Boolean> state = Objects.requireNonNull(seen);
        if (state.value() == null) {
            state.update(true);
            out.collect(fact);
        }
    }
}
