package @package@.revenue;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;

/** Sums up what was invoiced in a month. */
final class Revenue {

    static final EventType<InvoiceIssued> INVOICE_ISSUED =
            EventType.of("@name@", "InvoiceIssued", InvoiceIssued.class);

    static final TransactionalConsumer CONSUMER =
            Consumer.transactional("revenue").on(INVOICE_ISSUED, Revenue::count);

    private Revenue() {}

    static Effect count(Event<InvoiceIssued> event) {
        InvoiceIssued issued = event.data();
        return Effect.of(Write.update(month(issued.month()))
                .add("cents", issued.cents())
                .add("invoices", 1));
    }

    /** The item of the table that the variable REVENUE_TABLE names. */
    static ItemKey month(String month) {
        return ItemKey.of("revenue", "month", month);
    }
}
