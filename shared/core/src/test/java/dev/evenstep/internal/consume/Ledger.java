package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Fixture.NOTED;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.internal.consume.Fixture.Deposited;
import dev.evenstep.internal.consume.Fixture.Noted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A payment gateway with a ledger: it knows an idempotency key for a day, and charges again after that. */
final class Ledger {

    static final ItemKey PAYMENT = ItemKey.of("payments", "account", "account-1");

    private static final Duration KNOWN = Duration.ofDays(1);

    /** What the gateway answers. */
    record Charge(String chargeId) {}

    /** Calls by their keys, those that charged nothing too. */
    final List<String> calls = new ArrayList<>();

    /** Charges by their ids. */
    final List<String> charges = new ArrayList<>();

    private final Fixture fixture;
    private final Map<String, Known> known = new LinkedHashMap<>();
    private String padding = "";
    private Interruption interruption = () -> {};

    /** What happens when it has charged, before it answers. */
    interface Interruption {

        void happens() throws Exception;
    }

    private record Known(Charge charge, Instant since) {}

    Ledger(Fixture fixture) {
        this.fixture = fixture;
    }

    void padAnswersTo(int length) {
        padding = "x".repeat(length);
    }

    void interrupt(Interruption by) {
        interruption = by;
    }

    Charge charge(String key) throws Exception {
        calls.add(key);
        Instant now = fixture.clock.instant();
        Known there = known.get(key);
        if (there == null || there.since().plus(KNOWN).isBefore(now)) {
            charges.add("charge-" + (charges.size() + 1));
            there = new Known(new Charge(charges.getLast() + padding), now);
            known.put(key, there);
        }
        interruption.happens();
        return there.charge();
    }

    /** Writes down the payment, and tells of it. */
    LeasedConsumer paying() {
        return Consumer.leased("pay")
                .on(DEPOSITED, Charge.class, event -> charge(event.id()), (event, charge) -> paid(event, charge));
    }

    static Effect paid(Event<Deposited> event, Charge charge) {
        return Effect.of(Write.put(PAYMENT, Item.of("chargeId", charge.chargeId()))
                        .when(Condition.absent()))
                .publish(NOTED, new Noted(charge.chargeId()));
    }

    /** Keeps the answer, and nothing else. */
    LeasedConsumer onlyPaying() {
        return Consumer.leased("pay")
                .on(DEPOSITED, Charge.class, event -> charge(event.id()), (event, charge) -> Effect.none());
    }
}
