/**
 * A template running on this machine, and what is told of it. The entry point is {@link dev.evenstep.cli.run.LocalRun}.
 * Depends on the local AWS.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.cli.run;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
