/**
 * Writes the archetype's files when it is built: those of {@link dev.evenstep.cli.project.NewProject}, with Velocity's
 * references for what differs. Nothing of it is in the archetype's jar.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.archetype;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
