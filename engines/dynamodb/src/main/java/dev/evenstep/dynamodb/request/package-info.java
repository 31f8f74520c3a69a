/**
 * What is checked of a request's parameters before anything else, in AWS's words. Enter at
 * {@link dev.evenstep.dynamodb.request.Constraints}. Depends on {@code value} and the engines' base.
 */
@NullMarked
package dev.evenstep.dynamodb.request;

import org.jspecify.annotations.NullMarked;
