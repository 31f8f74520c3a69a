/**
 * The items of all tables and the entries of their indexes, kept in storage. Enter at
 * {@link dev.evenstep.dynamodb.data.Database}, through which every write goes. Depends on {@code table}'s definitions,
 * {@code value} and the engines' base.
 */
@NullMarked
package dev.evenstep.dynamodb.data;

import org.jspecify.annotations.NullMarked;
