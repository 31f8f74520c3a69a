/**
 * What requests consume: read and write units, and item collection metrics. Enter at
 * {@link dev.evenstep.dynamodb.capacity.Consumed}. Depends on {@code table}, {@code data}, {@code value} and the engines'
 * base.
 */
@NullMarked
package dev.evenstep.dynamodb.capacity;

import org.jspecify.annotations.NullMarked;
