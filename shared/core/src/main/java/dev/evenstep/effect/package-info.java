/**
 * What handling an event shall do, as a value: writes with their conditions, and events to publish. The entry point is
 * {@link dev.evenstep.effect.Effect}. Depends on schemas and events.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.effect;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
