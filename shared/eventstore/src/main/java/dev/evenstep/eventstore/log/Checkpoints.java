package dev.evenstep.eventstore.log;

/** How far each subscription has read. */
public interface Checkpoints {

    /** {@link LogPosition#START} of one that has read nothing. */
    LogPosition read(String subscription);

    /**
     * Moves a subscription on in a shard, if it is where it was.
     *
     * @return false where somebody else has moved it
     */
    boolean move(String subscription, int shard, long from, long to);

    /** As if it had read nothing. */
    void forget(String subscription);
}
