package dev.evenstep.internal.consume;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.IdempotentConsumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.consume.VersionedConsumer;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.order.OrderPolicy;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.schema.EventTypes;
import java.util.function.Function;

/** What a {@link Consumer} says, for those who run it. */
public sealed interface ConsumerDefinition extends Consumer
        permits VersionedDefinition, TransactionalDefinition, LeasedDefinition, IdempotentDefinition {

    /** Its function for each type. */
    TypeHandlers<?> handlers();

    @Override
    default String name() {
        return handlers().consumer();
    }

    /** What it takes, its data decrypted, and as the binding reads it. */
    default EventTypes types(DataBinding binding, FieldEncryption encryption) {
        return handlers().types(binding, encryption);
    }

    /** Whether it has a function for that type. */
    default boolean takes(String type) {
        return handlers().takes(type);
    }

    /** Whether events of that type are for it: its own, and those that move a stream on whose order it keeps. */
    default boolean concerns(String type) {
        return order().inOrder() != null || takes(type);
    }

    /** What order it keeps. */
    OrderPolicy order();

    /** Whether events may have to be parked, also if none names events that it depends on. */
    default boolean parks() {
        return order().parks();
    }

    /** @throws IllegalArgumentException when somebody else made it */
    static ConsumerDefinition of(Consumer consumer) {
        if (consumer instanceof ConsumerDefinition definition) {
            return definition;
        }
        throw new IllegalArgumentException("Consumer " + consumer.name() + " is of " + consumer.getClass()
                + ": make it with a method of Consumer");
    }

    static VersionedConsumer versioned(String name, Function<String, ItemKey> items) {
        return VersionedDefinition.named(name, items);
    }

    static TransactionalConsumer transactional(String name) {
        return TransactionalDefinition.named(name);
    }

    static LeasedConsumer leased(String name) {
        return LeasedDefinition.named(name);
    }

    static IdempotentConsumer idempotent(String name) {
        return IdempotentDefinition.named(name);
    }
}
