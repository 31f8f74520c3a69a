package dev.evenstep.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Rewrites data of one schema version as another. A pure function: it gets a copy that it may change and return, and
 * gives the same answer for the same data, for ever, since old events are read again and again. What it converts it has
 * to look at first: {@code JsonNode.decimalValue()} of text is 0, and {@code asInt()} of it may be 2.
 */
@FunctionalInterface
public interface Upcaster {

    ObjectNode apply(ObjectNode data);
}
