package @package@.addresses;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;

/** Keeps the address that a customer named last. The order is that of the FIFO queue, in which each customer is a group. */
final class Addresses {

    static final EventType<AddressChanged> ADDRESS_CHANGED =
            EventType.of("@name@", "AddressChanged", AddressChanged.class);

    static final TransactionalConsumer CONSUMER =
            Consumer.transactional("addresses").on(ADDRESS_CHANGED, Addresses::change);

    private Addresses() {}

    static Effect change(Event<AddressChanged> event) {
        AddressChanged changed = event.data();
        return Effect.of(Write.update(customer(changed.customer()))
                .set("address", changed.address())
                .add("changes", 1));
    }

    /** The item of the table that the variable CUSTOMERS_TABLE names. */
    static ItemKey customer(String customer) {
        return ItemKey.of("customers", "customer", customer);
    }
}
