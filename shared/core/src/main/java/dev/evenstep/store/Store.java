package dev.evenstep.store;

/** All that consuming needs of a database. */
public interface Store extends VersionedWrites, Commits, Leases, Reads {}
