/**
 * Transactions: several items at once, or none of them. Enter at
 * {@link dev.evenstep.dynamodb.transaction.TransactWrite} and {@link dev.evenstep.dynamodb.transaction.TransactGet}.
 * Depends on {@code item}'s writes, {@code table}, {@code data}, {@code capacity}, {@code request} and the engines' base.
 */
@NullMarked
package dev.evenstep.dynamodb.transaction;

import org.jspecify.annotations.NullMarked;
