package dev.evenstep.eventstore.internal;

import java.util.List;
import java.util.Map;
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

    /**
     * A part of all commits there are, in no order. What was put in the last seconds may be missing.
     *
     * @param after where the part before ended; null: from the beginning
     */
    SweptCommits sweep(@Nullable String after);

    /**
     * @param latest the highest number of each stream on this part
     * @param next where it ended; null where nothing is behind it
     */
    record SweptCommits(
            Map<String, Integer> latest, @Nullable String next) {}
}
