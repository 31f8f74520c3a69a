package dev.evenstep.spi;

/**
 * Where leased consumers keep their records when that is no DynamoDB table: who is at work on an event, what the outside
 * answered, that it was handled, and how often it failed. Each record is by itself, for such a store has no transaction over
 * several: it is for consumers that are leased, in no order, and whose effects neither write nor publish.
 *
 * <p>{@code RedisLeases} of {@code evenstep-redis} makes one; it is not made by others. Safe for concurrent use.
 */
public interface LeaseStore extends AutoCloseable {

    /** What it is and where, without any secret. */
    String description();

    /**
     * Looks whether the store is there and keeps what it is given; asked when a function starts.
     *
     * @throws dev.evenstep.decision.ConfigurationFailure that names what is wrong, and the remedy
     * @throws dev.evenstep.decision.DependencyFailure where it cannot be asked
     */
    void check();

    /** Gives its connections back. */
    @Override
    void close();
}
