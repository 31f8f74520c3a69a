package dev.evenstep.local.template;

/**
 * The alias that SAM makes for {@code AutoPublishAlias}.
 *
 * @param id its logical id
 */
record SamAlias(String id, String name) {}
