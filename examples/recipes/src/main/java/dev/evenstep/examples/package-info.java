/**
 * Ten examples that docs/examples.md shows, each a class of its own. The entry point is any of them; all share the events
 * of {@link dev.evenstep.examples.Parcel}. Depends on the API and on Lambda's interfaces.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.examples;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
