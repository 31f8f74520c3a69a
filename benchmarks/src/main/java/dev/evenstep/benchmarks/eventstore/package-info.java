/**
 * What building a projection's views anew takes, against Jackson alone. Enter at {@link
 * dev.evenstep.benchmarks.eventstore.EventStoreBenchmarks}. Depends on the event store.
 */
@NullMarked
package dev.evenstep.benchmarks.eventstore;

import org.jspecify.annotations.NullMarked;
