package com.example.meters.printing;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;

/** Has each invoice line printed, and keeps the job's id with the line. */
final class Printing {

    static final EventType<InvoiceLine> INVOICE_LINE_ADDED =
            EventType.of("meters", "InvoiceLineAdded", InvoiceLine.class);

    private static final int PRINTS_AT_ONCE = 5;

    private Printing() {}

    static LeasedConsumer through(Printer printer) {
        return Consumer.leased("printing")
                .on(INVOICE_LINE_ADDED, PrintJob.class, printer::print, Printing::keep)
                .within(Printer.NAME, PRINTS_AT_ONCE, INVOICE_LINE_ADDED);
    }

    private static Effect keep(Event<InvoiceLine> event, PrintJob job) {
        InvoiceLine line = event.data();
        return Effect.of(Write.update(line(line.customer(), line.line())).set("printJob", job.id()));
    }

    static ItemKey line(String customer, int line) {
        return ItemKey.of("invoice-lines", "customer", customer).and("line", line);
    }
}
