/**
 * The time by which an engine runs: the machine's, or one that a test moves. Enter at
 * {@link dev.evenstep.engine.time.TimeSource}. Depends on the JDK only.
 */
@NullMarked
package dev.evenstep.engine.time;

import org.jspecify.annotations.NullMarked;
