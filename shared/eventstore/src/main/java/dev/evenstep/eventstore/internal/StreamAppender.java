package dev.evenstep.eventstore.internal;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.AppendOutcome.VersionConflict;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.Position;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends by writing a commit under the number behind the last one. That this number is free proves that nothing came in
 * between, since commits have no holes; the version of the first event would not, for a commit has several.
 */
final class StreamAppender {

    private final CommitLog log;
    private final CommitSearch search;
    private final CommitJson json;
    private final CommitWriter writer;
    private final Clock clock;

    StreamAppender(CommitLog log, CommitJson json, CommitWriter writer, Clock clock) {
        this.log = log;
        this.search = new CommitSearch(log);
        this.json = json;
        this.writer = writer;
        this.clock = clock;
    }

    AppendOutcome append(String stream, ExpectedVersion expected, Append append) {
        return switch (expected) {
            case ExpectedVersion.AnyVersion any -> wherever(stream, any, append);
            case ExpectedVersion.Exactly exactly -> exactly(stream, exactly, append);
            case ExpectedVersion.Behind behind -> behind(stream, behind, behind.position(), append);
        };
    }

    private AppendOutcome wherever(String stream, ExpectedVersion.AnyVersion any, Append append) {
        List<StreamCommit> latest = search.latest(stream, CommitEventStore.REMEMBERED);
        for (StreamCommit commit : latest) {
            Appended before = json.ifAppended(append.id(), commit);
            if (before != null) {
                return before;
            }
        }
        Position end = latest.isEmpty() ? Position.START : latest.getFirst().end();
        while (true) {
            AppendOutcome outcome = behind(stream, any, end, append);
            if (!(outcome instanceof VersionConflict conflict)) {
                return outcome;
            }
            end = conflict.actual();
        }
    }

    private AppendOutcome exactly(String stream, ExpectedVersion.Exactly exactly, Append append) {
        List<StreamCommit> latest = search.latest(stream, 1);
        Position end = latest.isEmpty() ? Position.START : latest.getFirst().end();
        if (end.version() == exactly.version()) {
            return behind(stream, exactly, end, append);
        }
        if (end.version() > exactly.version()) {
            StreamCommit taken = search.find(latest.getFirst(), exactly.version() + 1);
            Appended before = json.ifAppended(append.id(), taken);
            if (before != null && before.first() == exactly.version() + 1) {
                return before;
            }
        }
        return new VersionConflict(stream, exactly, end);
    }

    private AppendOutcome behind(String stream, ExpectedVersion expected, Position position, Append append) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<StreamCommit> commits = writer.commits(stream, position, append, now);
        @Nullable StreamCommit taken = log.put(commits);
        if (taken == null) {
            return new Appended(position.version() + 1, commits.getLast().end());
        }
        Appended before = json.ifAppended(append.id(), taken);
        return before == null ? new VersionConflict(stream, expected, json.end(taken)) : before;
    }
}
