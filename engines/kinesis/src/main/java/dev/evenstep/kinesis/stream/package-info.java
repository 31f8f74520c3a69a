/**
 * Streams, their shards and their records in storage. Enter at {@link dev.evenstep.kinesis.stream.DataStreams}. Depends on
 * {@code request} and the engines' base.
 */
@NullMarked
package dev.evenstep.kinesis.stream;

import org.jspecify.annotations.NullMarked;
