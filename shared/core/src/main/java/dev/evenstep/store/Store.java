package dev.evenstep.store;

/** All that consuming needs of a database. */
public interface Store extends Commits, Leases, Reads, Parking, FailedAttempts {}
