package dev.evenstep.shop.detectfraud;

import java.time.Instant;

/**
 * The event, schema version 1.
 *
 * @param lastDecline the id of the event that completed it
 */
record FraudSuspected(
        String customerId, int declines, Instant firstDeclinedAt, Instant lastDeclinedAt, String lastDecline) {}
