package dev.evenstep.examples.handover.flink;

/**
 * What was ordered in an hour.
 *
 * @param hour its begin, in milliseconds of the epoch
 */
public record Revenue(String currency, long hour, long cents) {}
