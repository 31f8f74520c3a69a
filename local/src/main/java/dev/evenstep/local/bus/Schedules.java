package dev.evenstep.local.bus;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.stack.ScheduleSpec;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Rules that go by the clock. Each fires for the first time when its period has passed once, and then period by period,
 * with the event that EventBridge makes (user guide, "Scheduled events"); what falls into a time in which nothing ran is
 * not made up for.
 */
public final class Schedules implements AutoCloseable {

    private final Account account;
    private final List<ScheduleSpec> schedules;
    private final Deliverer deliverer;
    private final TimeSource time;
    private boolean closed;

    public Schedules(Account account, List<ScheduleSpec> schedules, Deliverer deliverer, TimeSource time) {
        this.account = account;
        this.schedules = List.copyOf(schedules);
        this.deliverer = deliverer;
        this.time = time;
    }

    /** To be called once. */
    public void start() {
        schedules.stream().filter(ScheduleSpec::enabled).forEach(this::wait);
    }

    private void wait(ScheduleSpec schedule) {
        var unused = time.at(time.now().plus(schedule.every()), () -> fire(schedule));
    }

    private synchronized void fire(ScheduleSpec schedule) {
        if (closed) {
            return;
        }
        wait(schedule);
        var rule = new Rule(schedule.name(), schedule.arn(), "", true, "", Map.of())
                .withTargets(schedule.targets().stream().map(Target::of).toList());
        var event = event(schedule);
        deliverer.accept(rule.targets().values().stream()
                .map(target -> TargetDelivery.of(event, rule, target))
                .toList());
    }

    private EventBridgeEvent event(ScheduleSpec schedule) {
        var now = time.now();
        return EventBridgeEvent.of(
                account,
                UUID.randomUUID().toString(),
                "aws.events",
                "Scheduled Event",
                now,
                List.of(schedule.arn()),
                JsonTrees.object(),
                now);
    }

    /** Nothing fires any more once this returns. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
