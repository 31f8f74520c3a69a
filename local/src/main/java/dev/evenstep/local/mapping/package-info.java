/**
 * Event source mappings: what reads queues and tables' streams and runs functions with what it reads, as Lambda's pollers
 * do. The entry point is {@link dev.evenstep.local.mapping.Mappings}. Depends on {@code lambda}, {@code journal},
 * {@code delivery}, {@code stack} and the engines.
 */
@NullMarked
package dev.evenstep.local.mapping;

import org.jspecify.annotations.NullMarked;
