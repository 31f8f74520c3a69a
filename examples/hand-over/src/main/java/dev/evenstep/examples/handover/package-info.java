/**
 * The shop's events as a stream processor's jobs share them. The entry point is {@link
 * dev.evenstep.examples.handover.ShopEvents}; the jobs are in the packages below. Depends on the core's API.
 */
@NullMarked
package dev.evenstep.examples.handover;

import org.jspecify.annotations.NullMarked;
