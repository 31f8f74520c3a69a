/**
 * Events as handlers get them, and their envelopes: CloudEvents' attributes with our extensions. Start at
 * {@link dev.evenstep.event.Event}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
