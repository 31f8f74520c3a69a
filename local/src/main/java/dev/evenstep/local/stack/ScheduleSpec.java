package dev.evenstep.local.stack;

import dev.evenstep.local.stack.RuleSpec.TargetSpec;
import java.time.Duration;
import java.util.List;

/**
 * An EventBridge rule of the default bus that goes by the clock.
 *
 * @param every how long from one time to the next
 */
public record ScheduleSpec(
        String logicalId, String name, String arn, Duration every, boolean enabled, List<TargetSpec> targets) {

    public ScheduleSpec {
        targets = List.copyOf(targets);
    }
}
