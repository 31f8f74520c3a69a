package dev.evenstep.eventstore.internal;

import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import java.util.List;

/** Reads a part of a stream, commit by commit. */
final class StreamReader {

    private static final Position BEHIND_ALL = new Position(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final CommitLog log;
    private final CommitSearch search;
    private final CommitJson json;

    StreamReader(CommitLog log, CommitJson json) {
        this.log = log;
        this.search = new CommitSearch(log);
        this.json = json;
    }

    Slice read(String stream, ReadOptions options) {
        SliceBuilder slice = new SliceBuilder(options, start(stream, options));
        CommitPage page;
        do {
            page = log.page(stream, slice.nextCommit(), options.isForward(), slice.commits());
            for (StreamCommit commit : page.commits()) {
                slice.begin(commit);
                List<Envelope> events = json.events(commit);
                for (Envelope event : options.isForward() ? events : events.reversed()) {
                    if (!slice.add(event)) {
                        return slice.build();
                    }
                }
                slice.end(commit);
            }
            if (slice.missing() == 0) {
                return page.more() ? slice.toBeResumed() : slice.build();
            }
        } while (page.more() && slice.nextCommit() > 0);
        return slice.build();
    }

    private Position start(String stream, ReadOptions options) {
        if (options.start() != null) {
            return options.start();
        }
        boolean forward = options.isForward();
        if (options.from() == (forward ? 1 : Integer.MAX_VALUE)) {
            return forward ? Position.START : BEHIND_ALL;
        }
        List<StreamCommit> latest = search.latest(stream, 1);
        if (latest.isEmpty()) {
            return Position.START;
        }
        StreamCommit first = search.find(latest.getFirst(), options.from());
        return forward ? first.before() : first.end();
    }
}
