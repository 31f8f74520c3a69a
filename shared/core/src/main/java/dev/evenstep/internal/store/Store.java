package dev.evenstep.internal.store;

/** All that consuming needs of a database. */
public interface Store extends Commits, Leases, Reads, Parking, FailedAttempts {}
