/**
 * Event sourcing: streams of events, appended under the version that they are expected to have, read forward, backward and
 * as they were, and folded to a state. Start at {@link dev.evenstep.eventstore.EventStore}. Depends on the core.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.eventstore;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
