/**
 * What became of one record: the closed set {@link dev.evenstep.decision.Decision}, the reasons for giving up, and the
 * exception that says so. Depends on nothing of ours.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.decision;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
