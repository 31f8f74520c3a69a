package dev.evenstep.consume;

import dev.evenstep.effect.ItemKey;
import dev.evenstep.internal.consume.ConsumerDefinition;
import java.util.function.Function;

/**
 * What a program does with the events it takes: a logical name, the types, a function for each, and the mode that makes
 * the effect happen once.
 *
 * <table>
 *   <caption>The modes</caption>
 *   <tr><th>mode</th><th>for effects that are</th><th>DynamoDB requests for a first event</th></tr>
 *   <tr><td>versioned</td><td>one item, and the event carries that entity's version</td><td>1</td></tr>
 *   <tr><td>transactional</td><td>several items, or events to publish</td><td>1</td></tr>
 *   <tr><td>leased</td><td>outside of DynamoDB: a payment, a mail</td><td>3; 2 without writes and events</td></tr>
 *   <tr><td>idempotent</td><td>known by the event's id to what they change: an event store's stream</td><td>none</td></tr>
 * </table>
 *
 * <p>A versioned consumer takes each entity's versions in their order, others do with {@code inOrder()}, at no request
 * more. A consumer in order must be fed every event of its entities; without it, the order is the source's. Made by the
 * methods here, and by nobody else.
 */
public interface Consumer {

    /**
     * The logical name, half of every idempotency key: it outlives functions, classes and methods. Never change it, and
     * never give two consumers the same.
     */
    String name();

    /**
     * @param name 1 to 64 lower-case letters, digits and hyphens
     * @param items the entity's item by its name, the envelope's {@code subject}
     */
    static VersionedConsumer versioned(String name, Function<String, ItemKey> items) {
        return ConsumerDefinition.versioned(name, items);
    }

    /** @param name 1 to 64 lower-case letters, digits and hyphens */
    static TransactionalConsumer transactional(String name) {
        return ConsumerDefinition.transactional(name);
    }

    /** @param name 1 to 64 lower-case letters, digits and hyphens */
    static LeasedConsumer leased(String name) {
        return ConsumerDefinition.leased(name);
    }

    /** @param name 1 to 64 lower-case letters, digits and hyphens */
    static IdempotentConsumer idempotent(String name) {
        return ConsumerDefinition.idempotent(name);
    }
}
