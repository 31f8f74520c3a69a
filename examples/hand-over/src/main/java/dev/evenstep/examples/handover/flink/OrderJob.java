package dev.evenstep.examples.handover.flink;

import dev.evenstep.examples.handover.OrderFact;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * From a stream of the shop's events, whatever source it has: the revenue of each hour and currency, and the status of each
 * order. What cannot be read goes aside, and the rest goes on.
 *
 * @param revenue once for each hour, when its late events have come
 * @param status each time it changes
 * @param unreadable the reasons
 */
public record OrderJob(DataStream<Revenue> revenue, DataStream<OrderFact> status, DataStream<String> unreadable) {

    private static final Duration LATENESS = Duration.ofDays(1);

    /** @param events CloudEvents' JSON, as bytes */
    public static OrderJob of(DataStream<byte[]> events) {
        SingleOutputStreamOperator<OrderFact> read = events.process(new ReadEvents());
        DataStream<OrderFact> once = read.assignTimestampsAndWatermarks(
                        WatermarkStrategy.<OrderFact>forBoundedOutOfOrderness(LATENESS)
                                .withTimestampAssigner((fact, unused) -> fact.time()))
                .keyBy(OrderFact::event)
                .process(new FirstOfItsId());
        DataStream<Revenue> revenue = once.filter(OrderFact::isPlaced)
                .keyBy(OrderFact::currency)
                .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
                .process(new HourlyRevenue());
        DataStream<OrderFact> status = once.keyBy(OrderFact::order).process(new LatestVersion());
        return new OrderJob(revenue, status, read.getSideOutput(ReadEvents.UNREADABLE));
    }
}
