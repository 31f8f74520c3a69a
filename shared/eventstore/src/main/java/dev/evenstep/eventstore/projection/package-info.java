/**
 * Views of what is in an event store's log: a {@link dev.evenstep.eventstore.projection.Projection} says how they follow from
 * events, a {@link dev.evenstep.eventstore.projection.Projector} keeps them up to date and builds them anew, {@link
 * dev.evenstep.eventstore.projection.Views} reads them. Depends on the event store, its log and the core.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.eventstore.projection;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
