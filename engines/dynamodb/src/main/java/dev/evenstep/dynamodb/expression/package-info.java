/**
 * DynamoDB's expressions: conditions, filters, projections, updates and key conditions, parsed once a request and applied
 * to items. Enter at {@link dev.evenstep.dynamodb.expression.Expressions}. Depends on {@code value}, {@code table}'s key
 * schema and the engines' base.
 */
@NullMarked
package dev.evenstep.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
