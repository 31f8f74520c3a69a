/**
 * The operations that make, describe, change and remove tables, with AWS's validations, words and order. Enter at
 * {@link dev.evenstep.dynamodb.control.ControlOperations}. Depends on {@code table}, {@code data}, {@code stream},
 * {@code expiry}, {@code request} and the engines' base.
 */
@NullMarked
package dev.evenstep.dynamodb.control;

import org.jspecify.annotations.NullMarked;
