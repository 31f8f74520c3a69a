/**
 * The subcommands of {@code ./evenstep}, for any stack. The entry point is {@link dev.evenstep.cli.Cli}, to which a project
 * may add its own commands. Depends on the library and on the local AWS, and on no project.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
