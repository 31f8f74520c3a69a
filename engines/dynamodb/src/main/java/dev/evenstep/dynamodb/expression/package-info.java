/**
 * What a request asks for: conditions, filters, projections, updates and key conditions, as expressions or in the
 * parameters that came before them; parsed once a request and applied to items. Enter at
 * {@link dev.evenstep.dynamodb.expression.Clauses}. Depends on {@code value}, {@code request}, {@code table} and the
 * engines' base.
 */
@NullMarked
package dev.evenstep.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
