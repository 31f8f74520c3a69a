package dev.evenstep.eventstore.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Collects commits for one entry of the log, which is an item. */
final class EntryBuilder {

    /** As a commit's; so one that fills an item fills an entry. */
    private static final int MOST_BYTES = 380 * 1024;

    /** Beside its content, and beside the stream's name. */
    private static final int BYTES_OF_A_COMMIT = 100;

    private static final int MOST_COMMITS = 1_000;

    private final List<StreamCommit> commits = new ArrayList<>();
    private int bytes;

    /** @return false when not all of them fit */
    boolean addAll(List<StreamCommit> more) {
        for (StreamCommit commit : more) {
            int size = BYTES_OF_A_COMMIT + bytes(commit.stream()) + bytes(commit.content());
            if (!commits.isEmpty() && (bytes + size > MOST_BYTES || commits.size() == MOST_COMMITS)) {
                return false;
            }
            commits.add(commit);
            bytes += size;
        }
        return true;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    int mostCommits() {
        return Math.max(1, MOST_COMMITS - commits.size());
    }

    boolean isEmpty() {
        return commits.isEmpty();
    }

    List<StreamCommit> commits() {
        return List.copyOf(commits);
    }
}
