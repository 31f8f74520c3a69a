package dev.evenstep.batch;

import org.jspecify.annotations.Nullable;

/**
 * One record as its source delivered it, before anybody looked inside.
 *
 * @param id by which the source wants to hear of it: a message id, a sequence number
 * @param body text, as it came
 * @param group records of one group are handled in order, one at a time; null: the record has no order
 * @param attempt how often the source has delivered it, this time included, from 1
 */
public record Delivery(String id, String body, @Nullable String group, int attempt) {}
