/**
 * Streams: what became of the items of a table, for 24 hours, in shards. Enter at
 * {@link dev.evenstep.dynamodb.stream.Streams}. Depends on {@code table}, {@code data}, {@code request}, {@code value} and
 * the engines' base.
 */
@NullMarked
package dev.evenstep.dynamodb.stream;

import org.jspecify.annotations.NullMarked;
