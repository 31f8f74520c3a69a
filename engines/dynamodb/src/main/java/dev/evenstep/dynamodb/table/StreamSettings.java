package dev.evenstep.dynamodb.table;

/**
 * A table's newest stream.
 *
 * @param arn the table's, followed by {@code /stream/} and the label
 * @param label when it was made
 * @param view {@code NEW_AND_OLD_IMAGES}, {@code NEW_IMAGE}, {@code OLD_IMAGE} or {@code KEYS_ONLY}; empty where it is
 *     not enabled
 * @param enabled whether changes still go there
 */
public record StreamSettings(String arn, String label, String view, boolean enabled) {}
