package dev.evenstep.demo;

import dev.evenstep.demo.ledger.Ledger;
import dev.evenstep.demo.load.Sending;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells the first event of some orders again when their views are past it, as a replay does. */
final class LateDuplicates {

    private final Ledger ledger;
    private final Sender sender;
    private final Set<String> waiting;
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    LateDuplicates(Ledger ledger, Sender sender, Set<String> orderIds) {
        this.ledger = ledger;
        this.sender = sender;
        this.waiting = new HashSet<>(orderIds);
    }

    boolean areAllTold() {
        return waiting.isEmpty();
    }

    void tellThoseThatAreDue() {
        List<Sending> due = new ArrayList<>();
        for (String order : List.copyOf(waiting)) {
            if (ledger.trackedVersionOf(order) > 1) {
                Envelope first = ledger.eventsOf(order).getFirst();
                due.add(new Sending.BusEvent(first.source(), first.type(), json.write(first)));
                waiting.remove(order);
            }
        }
        sender.send(due, sent -> {});
    }
}
