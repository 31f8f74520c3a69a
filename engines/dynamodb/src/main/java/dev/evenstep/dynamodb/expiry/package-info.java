/**
 * Items go when their time to live is over. Enter at {@link dev.evenstep.dynamodb.expiry.Expiry}. Depends on
 * {@code table}, {@code data}, {@code value} and the engines' base.
 */
@NullMarked
package dev.evenstep.dynamodb.expiry;

import org.jspecify.annotations.NullMarked;
