package dev.evenstep.streaming;

import dev.evenstep.effect.ItemKey;
import java.time.Clock;
import java.util.function.Function;

/** Whose keys they are, where each key's item lies, and by which clock events are late. */
record StreamKeys(String consumer, Function<String, ItemKey> items, Clock clock) {}
