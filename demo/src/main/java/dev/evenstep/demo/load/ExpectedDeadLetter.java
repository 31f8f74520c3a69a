package dev.evenstep.demo.load;

/** A message that must end in a dead-letter queue, with this reason. */
public record ExpectedDeadLetter(String function, String reason) {}
