package dev.evenstep.examples.handover.flink;

import dev.evenstep.examples.handover.OrderFact;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** The sum of an hour's orders in one currency. */
final class HourlyRevenue extends ProcessWindowFunction<OrderFact, Revenue, String, TimeWindow> {

    @Override
    public void process(String currency, Context context, Iterable<OrderFact> orders, Collector<Revenue> out) {
        long cents = 0;
        for (OrderFact order : orders) {
            cents += order.cents();
        }
        out.collect(new Revenue(currency, context.window().getStart(), cents));
    }
}
