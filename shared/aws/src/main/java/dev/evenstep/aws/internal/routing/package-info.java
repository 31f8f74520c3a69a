/**
 * Several consumers of one function: which records are whose, and what becomes of those that are nobody's. The entry point is
 * {@link dev.evenstep.aws.internal.routing.ConsumerRouter}. Depends on the core.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.routing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
