/**
 * What every event store does alike, over a log of commits: {@link
 * dev.evenstep.eventstore.internal.CommitEventStore}. Depends on the core.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.eventstore.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
