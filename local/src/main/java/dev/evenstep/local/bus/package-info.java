/**
 * EventBridge on this machine: buses, rules matched by the matcher that EventBridge itself uses (Event Ruler), and
 * deliveries that are kept in the journal until they are done. Entry points:
 * {@link dev.evenstep.local.bus.EventBridgeService} and {@link dev.evenstep.local.bus.EventBuses}. Depends on
 * {@code stack}, {@code protocol}, {@code journal} and {@code delivery}.
 */
@NullMarked
package dev.evenstep.local.bus;

import org.jspecify.annotations.NullMarked;
