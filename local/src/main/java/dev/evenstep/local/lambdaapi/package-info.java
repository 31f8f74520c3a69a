/**
 * The Lambda API over functions and event source mappings. The entry point is
 * {@link dev.evenstep.local.lambdaapi.LambdaService}. Depends on {@code lambda}, {@code mapping} and {@code protocol}.
 */
@NullMarked
package dev.evenstep.local.lambdaapi;

import org.jspecify.annotations.NullMarked;
