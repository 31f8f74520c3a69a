package dev.evenstep.internal.order;

import dev.evenstep.order.InOrder;
import dev.evenstep.order.InOrder.AfterPoison;
import org.jspecify.annotations.Nullable;

/**
 * What order a consumer keeps.
 *
 * @param inOrder that of a sequence; null: the source's only
 * @param ofGroups what follows poison in a message group, where the source's order is the only one
 */
public record OrderPolicy(@Nullable InOrder inOrder, AfterPoison ofGroups) {

    /** The source's order, and what follows poison goes on. */
    public static OrderPolicy anyOrder() {
        return new OrderPolicy(null, AfterPoison.STEP_ASIDE);
    }

    public OrderPolicy with(InOrder order) {
        return new OrderPolicy(order, ofGroups);
    }

    public OrderPolicy stoppingGroups() {
        return new OrderPolicy(inOrder, AfterPoison.STOP_THE_LINE);
    }

    /** Whether a message group stops at poison. */
    public boolean stopsGroups() {
        return inOrder == null && ofGroups == AfterPoison.STOP_THE_LINE;
    }

    /** Whether events may have to be parked, also if none names events that it depends on. */
    public boolean parks() {
        return inOrder != null || stopsGroups();
    }
}
