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
import org.jspecify.annotations.Nullable;

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

        record Declined(String code, String message, Reply reply) implements Answer {}

        record Cancelled(long refundedCents, Reply reply) implements Answer {}

        record Unavailable() implements Answer {}
    }

    /** Done once, and for good. */
    sealed interface Entry {

        String key();
    }

    record Charge(String key, String reference, String chargeId, long amountCents) implements Entry {}

    /** @param refundedCents 0: nothing was charged */
    record CancelledCharge(String key, long refundedCents) implements Entry {}

    private final Clock clock;
    private final Consumer<Entry> keeper;
    private final Map<String, Charge> byKey = new LinkedHashMap<>();
    private final List<Charge> charges = new ArrayList<>();
    private final Map<String, CancelledCharge> cancellations = new LinkedHashMap<>();
    private final Map<String, Integer> requests = new LinkedHashMap<>();
    private GatewayFaults faults = GatewayFaults.none();
    private Outage outage = Outage.none();

    /**
     * @param earlier what was done before
     * @param keeper is told of what is done before anybody else is
     */
    ChargeBook(Clock clock, List<Entry> earlier, Consumer<Entry> keeper) {
        this.clock = clock;
        this.keeper = keeper;
        earlier.forEach(this::enter);
    }

    synchronized void misbehave(GatewayFaults theFaults, Outage theOutage) {
        faults = theFaults;
        outage = theOutage;
    }

    synchronized Answer charge(String key, String reference, long amountCents) {
        Reply reply = reply(key);
        if (reply == null) {
            return new Answer.Unavailable();
        }
        if (cancellations.containsKey(key)) {
            return new Answer.Declined("CANCELLED", "It was cancelled", reply);
        }
        if (PaymentRules.isDeclined(amountCents)) {
            return new Answer.Declined("CARD_DECLINED", "The card was declined", reply);
        }
        Charge charge = byKey.get(key);
        if (charge == null) {
            charge = new Charge(key, reference, "charge-" + (charges.size() + 1), amountCents);
            enterAnew(charge);
            outage.charged();
        }
        return new Answer.Charged(charge.chargeId(), reply);
    }

    /** Gives back what was charged under the key, which can be charged no more. */
    synchronized Answer cancel(String key) {
        Reply reply = reply("cancel " + key);
        if (reply == null) {
            return new Answer.Unavailable();
        }
        CancelledCharge cancellation = cancellations.get(key);
        if (cancellation == null) {
            Charge charged = byKey.get(key);
            cancellation = new CancelledCharge(key, charged == null ? 0 : charged.amountCents());
            enterAnew(cancellation);
        }
        return new Answer.Cancelled(cancellation.refundedCents(), reply);
    }

    /** Null: this request is refused. */
    private @Nullable Reply reply(String request) {
        if (outage.refuses(clock.instant())) {
            return null;
        }
        return switch (faults.at(request, requests.merge(request, 1, Integer::sum))) {
            case NONE -> Reply.SENT;
            case UNAVAILABLE -> null;
            case HANGS -> Reply.HANGS;
            case REPLY_LOST -> Reply.LOST;
        };
    }

    private void enterAnew(Entry entry) {
        keeper.accept(entry);
        enter(entry);
    }

    private void enter(Entry entry) {
        switch (entry) {
            case Charge charge -> {
                byKey.put(charge.key(), charge);
                charges.add(charge);
            }
            case CancelledCharge cancellation -> cancellations.put(cancellation.key(), cancellation);
        }
    }

    synchronized ObjectNode ledger() {
        ObjectNode ledger = JsonNodeFactory.instance.objectNode();
        ArrayNode booked = ledger.putArray("charges");
        charges.forEach(charge -> booked.addObject()
                .put("reference", charge.reference())
                .put("chargeId", charge.chargeId())
                .put("amountCents", charge.amountCents()));
        ArrayNode cancelled = ledger.putArray("cancellations");
        cancellations
                .values()
                .forEach(cancellation -> cancelled
                        .addObject()
                        .put("key", cancellation.key())
                        .put("refundedCents", cancellation.refundedCents()));
        ObjectNode asked = ledger.putObject("requests");
        requests.forEach(asked::put);
        ledger.put("refused", outage.refused());
        return ledger;
    }
}
