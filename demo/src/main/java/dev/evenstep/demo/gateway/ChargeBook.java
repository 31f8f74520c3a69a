package dev.evenstep.demo.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.demo.load.PaymentRules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the gateway was asked for and what it did. Safe for concurrent use. */
final class ChargeBook {

    /** How an answer reaches its caller, or does not. */
    enum Reply {
        SENT,
        HANGS,
        LOST
    }

    sealed interface Answer {

        record Charged(String chargeId, Reply reply) implements Answer {}

        record Declined(Reply reply) implements Answer {}

        record Unavailable() implements Answer {}
    }

    record Charge(String key, String reference, String chargeId, long amountCents) {}

    private final Clock clock;
    private final Consumer<Charge> keeper;
    private final Map<String, Charge> byKey = new LinkedHashMap<>();
    private final List<Charge> charges = new ArrayList<>();
    private final Map<String, Integer> requests = new LinkedHashMap<>();
    private GatewayFaults faults = GatewayFaults.none();
    private Outage outage = Outage.none();

    /**
     * @param earlier what was charged before
     * @param keeper is told of a charge before anybody else is
     */
    ChargeBook(Clock clock, List<Charge> earlier, Consumer<Charge> keeper) {
        this.clock = clock;
        this.keeper = keeper;
        earlier.forEach(this::enter);
    }

    synchronized void misbehave(GatewayFaults theFaults, Outage theOutage) {
        faults = theFaults;
        outage = theOutage;
    }

    synchronized Answer charge(String key, String reference, long amountCents) {
        if (outage.refuses(clock.instant())) {
            return new Answer.Unavailable();
        }
        GatewayFaults.Fault fault = faults.at(key, requests.merge(key, 1, Integer::sum));
        Reply reply = switch (fault) {
            case NONE, UNAVAILABLE -> Reply.SENT;
            case HANGS -> Reply.HANGS;
            case REPLY_LOST -> Reply.LOST;
        };
        if (fault == GatewayFaults.Fault.UNAVAILABLE) {
            return new Answer.Unavailable();
        }
        if (PaymentRules.isDeclined(amountCents)) {
            return new Answer.Declined(reply);
        }
        Charge charge = byKey.get(key);
        if (charge == null) {
            charge = new Charge(key, reference, "charge-" + (charges.size() + 1), amountCents);
            keeper.accept(charge);
            enter(charge);
            outage.charged();
        }
        return new Answer.Charged(charge.chargeId(), reply);
    }

    private void enter(Charge charge) {
        byKey.put(charge.key(), charge);
        charges.add(charge);
    }

    synchronized ObjectNode ledger() {
        ObjectNode ledger = JsonNodeFactory.instance.objectNode();
        ArrayNode booked = ledger.putArray("charges");
        charges.forEach(charge -> booked.addObject()
                .put("reference", charge.reference())
                .put("chargeId", charge.chargeId())
                .put("amountCents", charge.amountCents()));
        ObjectNode asked = ledger.putObject("requests");
        requests.forEach(asked::put);
        ledger.put("refused", outage.refused());
        return ledger;
    }
}
