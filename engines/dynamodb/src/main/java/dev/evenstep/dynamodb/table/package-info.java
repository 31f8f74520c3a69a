/**
 * What a table is: keys, indexes, stream, time to live; and which tables there are. Enter at
 * {@link dev.evenstep.dynamodb.table.Tables}. Depends on {@code value} and the engines' base; the operations that make
 * and change tables stand elsewhere, for they need {@code data}, which needs this.
 */
@NullMarked
package dev.evenstep.dynamodb.table;

import org.jspecify.annotations.NullMarked;
