/**
 * Event types, their schema versions and the upcasts between them. Start at {@link dev.evenstep.schema.EventType}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.schema;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
