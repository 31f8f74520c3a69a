/**
 * What AWS may do and a quiet machine does not: throttling, conflicts, delays, lost replies, duplicates, other orders.
 * Enter at {@link dev.evenstep.engine.faults.Faults}. Depends on the JDK only.
 */
@NullMarked
package dev.evenstep.engine.faults;

import org.jspecify.annotations.NullMarked;
