/**
 * Event types verified when they are declared, and data bound to its class at its current version. The entry point is
 * {@link dev.evenstep.internal.schema.EventTypes}. Depends on events and Jackson.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.schema;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
