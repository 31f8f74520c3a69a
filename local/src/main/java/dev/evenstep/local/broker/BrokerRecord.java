package dev.evenstep.local.broker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A record of a broker.
 *
 * @param lane what keeps an order: a partition, as {@code orders-3}, or a queue, as {@code jobs::/}
 * @param position in the lane: Kafka's offset, RabbitMQ's delivery tag
 * @param payloadField the field of {@code json} that holds the payload in Base64
 * @param json as a function gets it
 */
public record BrokerRecord(String lane, long position, String payloadField, ObjectNode json, Instant created) {}
