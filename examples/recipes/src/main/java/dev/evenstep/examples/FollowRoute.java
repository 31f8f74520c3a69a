package dev.evenstep.examples;

import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Write;
import dev.evenstep.order.InOrder;

/** In order, with its own answers: where a consumer starts, and what happens when a version never comes. */
final class FollowRoute {

    static final Consumer CONSUMER = Consumer.transactional("follow-route")
            .on(
                    Parcel.SCANNED,
                    event -> Effect.of(Write.update(Parcel.item(event.data().parcel()))
                            .append("route", event.data().place())))
            .inOrder(InOrder.byEntityVersion().skippingGaps().atMostParked(50));

    private FollowRoute() {}
}
