/**
 * Operations on single items and on batches of them. Enter at {@link dev.evenstep.dynamodb.item.ItemOperations}.
 * Depends on {@code table}, {@code data}, {@code value} and expressions.
 */
@NullMarked
package dev.evenstep.dynamodb.item;

import org.jspecify.annotations.NullMarked;
