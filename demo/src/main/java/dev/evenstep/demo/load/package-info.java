/**
 * What the demo sends: orders and everything that goes wrong on their way, all of it following from a seed. The entry
 * point is {@link dev.evenstep.demo.load.Load}. Depends on the core's envelopes.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.demo.load;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
