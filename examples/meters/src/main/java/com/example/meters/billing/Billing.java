package com.example.meters.billing;

import com.example.meters.readings.Reading;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import java.util.List;
import java.util.Map;

/**
 * Bills what a meter used since its last reading: a line of the customer's invoice, numbered without holes. The line, the
 * customer's account and the event about the line are one transaction, which holds only if nobody wrote that line meanwhile.
 */
final class Billing {

    static final EventType<InvoiceLineAdded> INVOICE_LINE_ADDED =
            EventType.of("meters", "InvoiceLineAdded", InvoiceLineAdded.class);

    static final TransactionalConsumer CONSUMER = Consumer.transactional("billing")
            .on(Reading.TYPE, event -> List.of(account(event.data().customer())), Billing::bill)
            .stoppingGroups();

    private Billing() {}

    private static Effect bill(Event<Reading> event, Map<ItemKey, Item> read) {
        String customer = event.data().customer();
        long reading = event.data().wattHours();
        Item account = read.getOrDefault(account(customer), Item.of("lines", 0));
        String billed = "billed-" + event.subject();
        long before = account.has(billed) ? account.whole(billed) : 0;
        if (reading < before) {
            throw new PermanentFailure("A register does not run backwards");
        }
        int line = account.integer("lines") + 1;
        Write next = Write.update(account(customer)).set("lines", line).set(billed, reading);
        Item added = Item.of("meter", event.subject()).with("wattHours", reading - before);
        return Effect.of(next, Write.put(line(customer, line), added).when(Condition.absent()))
                .publish(
                        INVOICE_LINE_ADDED,
                        new InvoiceLineAdded(customer, line, event.subject(), reading - before),
                        Entity.of(customer, line));
    }

    static ItemKey account(String customer) {
        return ItemKey.of("accounts", "customer", customer);
    }

    static ItemKey line(String customer, int line) {
        return ItemKey.of("invoice-lines", "customer", customer).and("line", line);
    }
}
