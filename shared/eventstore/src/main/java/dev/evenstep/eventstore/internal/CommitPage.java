package dev.evenstep.eventstore.internal;

import java.util.List;

/** @param more whether there may be more behind these */
public record CommitPage(List<StreamCommit> commits, boolean more) {}
