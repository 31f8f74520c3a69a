/**
 * What the library costs: CPU per record against bare Jackson, a batch on a slow store, a function's cold start. Enter at
 * {@link dev.evenstep.benchmarks.library.LibraryBenchmarks}. Depends on the library and the engines.
 */
@NullMarked
package dev.evenstep.benchmarks.library;

import org.jspecify.annotations.NullMarked;
