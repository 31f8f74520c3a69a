package dev.evenstep.spi;

import dev.evenstep.decision.Decision;

/** What became of one delivery. */
public record Outcome(Delivery delivery, Decision decision) {}
