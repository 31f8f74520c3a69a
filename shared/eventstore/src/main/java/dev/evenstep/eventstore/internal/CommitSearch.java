package dev.evenstep.eventstore.internal;

import java.util.ArrayList;
import java.util.List;

/** Finds commits of a stream. */
final class CommitSearch {

    private final CommitLog log;

    CommitSearch(CommitLog log) {
        this.log = log;
    }

    /** The last ones, latest first. */
    List<StreamCommit> latest(String stream, int most) {
        List<StreamCommit> found = new ArrayList<>();
        int number = Integer.MAX_VALUE;
        boolean more = true;
        while (more && found.size() < most && number > 0) {
            CommitPage page = log.page(stream, number, false, most - found.size());
            found.addAll(page.commits());
            number = found.isEmpty() ? 0 : found.getLast().number() - 1;
            more = page.more();
        }
        return found;
    }

    /**
     * The commit with a version, or the last one where the stream has not so many. As every commit has an event at least, each one that is looked at
     * bounds from both sides where it is: of commits of one event each, the first look finds it.
     */
    StreamCommit find(StreamCommit last, int version) {
        StreamCommit seen = last;
        int low = 1;
        int high = last.number();
        while (version < seen.from() || (version > seen.to() && seen.number() < last.number())) {
            if (version < seen.from()) {
                low = Math.max(low, seen.number() - (seen.from() - version));
                high = Math.min(seen.number() - 1, version);
            } else {
                low = seen.number() + 1;
                high = Math.min(high, seen.number() + (version - seen.to()));
            }
            seen = commit(last.stream(), low + (high - low) / 2);
        }
        return seen;
    }

    private StreamCommit commit(String stream, int number) {
        List<StreamCommit> found = log.page(stream, number, true, 1).commits();
        if (found.isEmpty() || found.getFirst().number() != number) {
            throw new IllegalStateException("Stream " + stream + " has no commit " + number);
        }
        return found.getFirst();
    }
}
