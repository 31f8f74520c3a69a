/**
 * What others may implement, and what it is given: telemetry, and sequences of their own.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.spi;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
