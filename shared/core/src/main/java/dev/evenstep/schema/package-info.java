/**
 * Event types, their schema versions and the upcasters between them, verified when a registry is made. The entry points
 * are {@link dev.evenstep.schema.EventType} and {@link dev.evenstep.internal.schema.EventTypes}. Depends on events.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.schema;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
