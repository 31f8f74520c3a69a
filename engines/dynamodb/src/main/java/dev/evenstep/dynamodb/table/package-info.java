/**
 * What a table is: keys, indexes, stream, time to live, tags; made, described, changed and removed here. Enter at
 * {@link dev.evenstep.dynamodb.table.TableDefinition}. Depends on {@code value} and the engines' base.
 */
@NullMarked
package dev.evenstep.dynamodb.table;

import org.jspecify.annotations.NullMarked;
