/**
 * What is fast, measured against others in one run. Enter at {@link dev.evenstep.benchmarks.Main}. Depends on what it
 * measures; nothing depends on it.
 */
@NullMarked
package dev.evenstep.benchmarks;

import org.jspecify.annotations.NullMarked;
