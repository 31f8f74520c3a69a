/**
 * Makes a project of somebody's own. Its files are resources beside these classes: of every project, of its build tool, and of
 * each trigger; a {@code @word@} in them stands for what differs. The entry point is
 * {@link dev.evenstep.cli.project.NewProject}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.cli.project;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
