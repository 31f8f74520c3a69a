/**
 * What consuming needs of a database: one conditional write, one atomic commit, leases, reads, a place for events that
 * wait; and the log of what is to be published. The entry point is
 * {@link dev.evenstep.internal.store.Store}; {@link dev.evenstep.internal.store.InMemoryStore} keeps everything in this JVM, and {@link
 * dev.evenstep.internal.store.RecordStore} is what leased consumers alone need. Depends on effects, events and, for what a source delivered, batches.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
