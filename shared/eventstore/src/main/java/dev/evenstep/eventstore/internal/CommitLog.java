package dev.evenstep.eventstore.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where commits lie: by stream and number, each written once. */
public interface CommitLog {

    /**
     * Writes all of them or none.
     *
     * @param commits of one stream, one behind the other
     * @return null when they are written; else the commit that has the number of the first of them already
     */
    @Nullable
    StreamCommit put(List<StreamCommit> commits);

    /**
     * Commits from a number on, in the order of reading; a consistent read. Where there are more, at least one.
     *
     * @param limit how many at most
     */
    CommitPage page(String stream, int number, boolean forward, int limit);
}
