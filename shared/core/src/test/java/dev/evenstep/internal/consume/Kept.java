package dev.evenstep.internal.consume;

import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.internal.consume.Fixture.Deposited;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.order.InOrder;
import java.util.List;

/** The modes, each with a consumer that keeps a log of what it was told, one for each entity. */
enum Kept {
    VERSIONED,
    TRANSACTIONAL,
    LEASED;

    static final String NAME = "log";

    /** What happens while an event is handled. */
    interface Hook {

        void handling(Event<Deposited> event);
    }

    Consumer inOrder() {
        return inOrder(InOrder.byEntityVersion(), event -> {});
    }

    Consumer inOrder(InOrder order, Hook hook) {
        return switch (this) {
            case VERSIONED ->
                Consumer.versioned(NAME, Kept::log).inOrder(order).on(Fixture.DEPOSITED, event -> append(event, hook));
            case TRANSACTIONAL ->
                Consumer.transactional(NAME)
                        .inOrder(order)
                        .on(Fixture.DEPOSITED, event -> Effect.of(append(event, hook)));
            case LEASED ->
                Consumer.leased(NAME)
                        .inOrder(order)
                        .on(Fixture.DEPOSITED, hook::handling, event -> Effect.of(append(event, any -> {})));
        };
    }

    static Write append(Event<Deposited> event, Hook hook) {
        hook.handling(event);
        return Write.update(log(String.valueOf(event.subject())))
                .append("amounts", event.data().amount());
    }

    static ItemKey log(String account) {
        return ItemKey.of("logs", "id", account);
    }

    RecordAddress address() {
        return address("account-1");
    }

    RecordAddress address(String account) {
        PositionKey key = new PositionKey(NAME, account);
        return this == VERSIONED ? new RecordAddress.OnItem(key, log(account)) : new RecordAddress.OfStream(key);
    }

    /** What the log of the account has, in its order. */
    static List<Integer> effects(Fixture fixture) {
        return effects(fixture, "account-1");
    }

    static List<Integer> effects(Fixture fixture, String account) {
        return fixture.store
                .get(log(account))
                .map(item -> item.attributes().get("amounts"))
                .filter(List.class::isInstance)
                .map(list -> ((List<?>) list)
                        .stream()
                                .map(number -> Integer.valueOf(String.valueOf(number)))
                                .toList())
                .orElse(List.of());
    }

    /** The event of a version; its amount is the same. */
    static String event(int version) {
        return Fixture.deposited("e-" + version, version, version);
    }

    static List<String> events(int... versions) {
        return java.util.Arrays.stream(versions).mapToObj(Kept::event).toList();
    }
}
