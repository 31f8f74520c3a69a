/**
 * Writes one audit line for every event on the bus, with the idempotency of AWS Lambda Powertools. The entry point is
 * {@link dev.evenstep.shop.auditevents.AuditEventsHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.auditevents;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
