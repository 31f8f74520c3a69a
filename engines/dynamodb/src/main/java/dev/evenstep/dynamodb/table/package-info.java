/**
 * What a table is: keys, indexes, stream, time to live, tags; and which tables there are. Enter at
 * {@link dev.evenstep.dynamodb.table.Tables}. Depends on the engines' base only; what makes and changes tables
 * is {@code control}, for it needs what depends on this.
 */
@NullMarked
package dev.evenstep.dynamodb.table;

import org.jspecify.annotations.NullMarked;
