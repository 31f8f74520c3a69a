/**
 * The subcommands of {@code ./evenstep}. The entry point is {@link dev.evenstep.cli.Main}. Depends on everything but the
 * functions, which it runs from their jars.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
