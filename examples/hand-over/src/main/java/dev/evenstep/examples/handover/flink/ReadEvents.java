package dev.evenstep.examples.handover.flink;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.examples.handover.OrderFact;
import dev.evenstep.examples.handover.ShopEvents;
import dev.evenstep.spi.EventCodec;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** From bytes to what the jobs count by. What cannot be read goes aside with its reason. */
final class ReadEvents extends ProcessFunction<byte[], OrderFact> {

    static final OutputTag<String> UNREADABLE = new OutputTag<>("unreadable") {};

    private transient @Nullable EventCodec codec;

    @Override
    public void open(OpenContext context) {
        codec = ShopEvents.codec();
    }

    @Override
    public void processElement(byte[] bytes, Context context, Collector<OrderFact> out) {
        try {
            out.collect(ShopEvents.fact(Objects.requireNonNull(codec).read(bytes)));
        } catch (PermanentFailure unreadable) {
            context.output(UNREADABLE, unreadable.reason().code());
        }
    }
}
