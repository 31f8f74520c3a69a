package dev.evenstep.demo.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.demo.gateway.PaymentGateway.Reply;
import dev.evenstep.demo.load.PaymentRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the gateway was asked for and what it did. Safe for concurrent use. */
final class ChargeBook {

    sealed interface Answer {

        record Charged(String chargeId, Reply reply) implements Answer {}

        record Declined(Reply reply) implements Answer {}

        record Unavailable() implements Answer {}
    }

    private record Charge(String reference, String chargeId, long amountCents) {}

    private final Map<String, Charge> byKey = new LinkedHashMap<>();
    private final List<Charge> charges = new ArrayList<>();
    private final Map<String, Integer> requests = new LinkedHashMap<>();
    private Faults faults = Faults.none();

    synchronized void faults(Faults other) {
        faults = other;
    }

    synchronized Answer charge(String key, String reference, long amountCents) {
        Faults.Fault fault = faults.at(key, requests.merge(key, 1, Integer::sum));
        Reply reply = switch (fault) {
            case NONE, UNAVAILABLE -> Reply.SENT;
            case HANGS -> Reply.HANGS;
            case REPLY_LOST -> Reply.LOST;
        };
        if (fault == Faults.Fault.UNAVAILABLE) {
            return new Answer.Unavailable();
        }
        if (PaymentRules.isDeclined(amountCents)) {
            return new Answer.Declined(reply);
        }
        Charge charge = byKey.computeIfAbsent(key, any -> book(reference, amountCents));
        return new Answer.Charged(charge.chargeId(), reply);
    }

    private Charge book(String reference, long amountCents) {
        Charge charge = new Charge(reference, "charge-" + (charges.size() + 1), amountCents);
        charges.add(charge);
        return charge;
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
        return ledger;
    }
}
