package @package@.deposits;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;

/** Adds every deposit to its account, once, however often its event comes. */
final class Deposits {

    static final EventType<Deposited> DEPOSITED = EventType.of("@name@", "Deposited", Deposited.class);

    static final TransactionalConsumer CONSUMER =
            Consumer.transactional("deposits").on(DEPOSITED, Deposits::add);

    private Deposits() {}

    static Effect add(Event<Deposited> event) {
        Deposited deposited = event.data();
        if (deposited.cents() <= 0) {
            throw new PermanentFailure("A deposit is more than nothing");
        }
        return Effect.of(Write.update(account(deposited.account())).add("cents", deposited.cents()));
    }

    /** The item of the table that the variable ACCOUNTS_TABLE names. */
    static ItemKey account(String account) {
        return ItemKey.of("accounts", "account", account);
    }
}
