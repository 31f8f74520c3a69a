/**
 * Reading many items of a table or an index, page by page: Query and Scan. Enter at
 * {@link dev.evenstep.dynamodb.query.QueryOperations}. Depends on {@code table}, {@code data}, {@code capacity},
 * {@code request}, {@code expression} and {@code value}.
 */
@NullMarked
package dev.evenstep.dynamodb.query;

import org.jspecify.annotations.NullMarked;
