package dev.evenstep.redis;

import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RedisLeases} was told.
 *
 * @param password null: what the URL says
 * @param trusted null: what the JVM trusts
 * @param replicas null: they are not waited for
 */
record RedisOptions(
        List<RedisURI> uris,
        boolean isCluster,
        String prefix,
        Duration timeout,
        @Nullable RedisPassword password,
        @Nullable Path trusted,
        @Nullable RedisReplicas replicas,
        Clock clock) {

    static RedisOptions defaults(List<RedisURI> uris, boolean isCluster) {
        return new RedisOptions(
                List.copyOf(uris), isCluster, "evenstep:", Duration.ofSeconds(2), null, null, null, Clock.systemUTC());
    }

    RedisOptions withPrefix(String other) {
        return new RedisOptions(uris, isCluster, other, timeout, password, trusted, replicas, clock);
    }

    RedisOptions withTimeout(Duration other) {
        return new RedisOptions(uris, isCluster, prefix, other, password, trusted, replicas, clock);
    }

    RedisOptions withPassword(RedisPassword other) {
        return new RedisOptions(uris, isCluster, prefix, timeout, other, trusted, replicas, clock);
    }

    RedisOptions withTrusted(Path other) {
        return new RedisOptions(uris, isCluster, prefix, timeout, password, other, replicas, clock);
    }

    RedisOptions withReplicas(RedisReplicas other) {
        return new RedisOptions(uris, isCluster, prefix, timeout, password, trusted, other, clock);
    }

    RedisOptions withClock(Clock other) {
        return new RedisOptions(uris, isCluster, prefix, timeout, password, trusted, replicas, other);
    }

    /** Hosts and ports, and nothing that is secret. */
    String description() {
        return uris.stream()
                .map(uri -> uri.getHost() + ":" + uri.getPort())
                .collect(Collectors.joining(",", isCluster ? "the Redis cluster at " : "Redis at ", ""));
    }

    @Override
    public String toString() {
        return description();
    }
}
