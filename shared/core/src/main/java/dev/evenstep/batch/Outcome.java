package dev.evenstep.batch;

import dev.evenstep.decision.Decision;

/** What became of one delivery. */
public record Outcome(Delivery delivery, Decision decision) {}
