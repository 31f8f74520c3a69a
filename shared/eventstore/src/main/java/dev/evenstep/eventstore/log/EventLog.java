package dev.evenstep.eventstore.log;

/**
 * Every commit of a store, each once, in {@value #SHARDS} shards. A stream is in one shard, its commits in their order. A
 * shard is a sequence of entries without holes, numbered from 1: an entry is there only when all before it are, so what was
 * read up to a place is complete, whenever a commit was made and whatever anybody's clock says.
 *
 * <p>A commit is in the log when the {@link Sequencer} has put it there, a moment after it is in its stream. Safe for
 * concurrent use; reads are consistent.
 */
public interface EventLog {

    /** How many shards there are, numbered from 0. A stream's shard never changes, so neither does this. */
    int SHARDS = 8;

    /**
     * Entries in their order; where there are any behind that place, at least one.
     *
     * @param after the sequence of the entry that was read last; 0 from the beginning
     */
    default LogPage read(int shard, long after) {
        return read(shard, after, Integer.MAX_VALUE);
    }

    /** @param limit how many entries at most */
    LogPage read(int shard, long after, int limit);

    /** The place behind the last entry of each shard, each at least as it was when this was called. */
    LogPosition end();

    /** The shard of a stream. */
    static int shardOf(String stream) {
        return Math.floorMod(stream.hashCode(), SHARDS);
    }
}
