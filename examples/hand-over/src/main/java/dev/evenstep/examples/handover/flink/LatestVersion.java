package dev.evenstep.examples.handover.flink;

import dev.evenstep.examples.handover.OrderFact;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Keyed by order: the latest version wins, in whatever order they come. */
final class LatestVersion extends KeyedProcessFunction<String, OrderFact, OrderFact> {

    private transient @Nullable ValueState<Integer> latest;

    @Override
    public void open(OpenContext context) {
        latest = getRuntimeContext().getState(new ValueStateDescriptor<>("latest", Integer.class));
    }

    @Override
    public void processElement(OrderFact fact, Context context, Collector<OrderFact> out) throws Exception {
        ValueState<Integer> state = Objects.requireNonNull(latest);
        Integer stored = state.value();
        if (stored == null || stored < fact.version()) {
            state.update(fact.version());
            out.collect(fact);
        }
    }
}
