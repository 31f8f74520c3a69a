/**
 * What a request asks for, in expressions or in the parameters that came before them (such as {@code Expected} and
 * {@code QueryFilter}). Enter at {@link dev.evenstep.dynamodb.legacy.Clauses}. Depends on {@code expression},
 * {@code value} and the engines' base.
 */
@NullMarked
package dev.evenstep.dynamodb.legacy;

import org.jspecify.annotations.NullMarked;
