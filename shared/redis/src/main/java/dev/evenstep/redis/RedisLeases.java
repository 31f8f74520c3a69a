package dev.evenstep.redis;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.spi.LeaseStore;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which Redis or Valkey has the records of leased consumers, and how it is spoken to: a value, from which {@link #open} makes
 * the store for {@code Evenstep.withLeaseStore}. Options answer a changed copy.
 *
 * <p>Each record is one key, and each change of it one script, which the server runs alone: of many who claim an event exactly
 * one does, and a late one changes nothing any more. The server forgets records by its time to live.
 *
 * <p>What a server keeps it may lose: replication is asynchronous, so that a fail-over can forget what it acknowledged in its
 * last moments, and an event's call is then made again. {@link #withReplicas} narrows that, and does not close it. The outside
 * must therefore know the event's id as its idempotency key, as for every leased consumer.
 */
public final class RedisLeases {

    private static final String URL = "REDIS_URL";
    private static final String CLUSTER = "REDIS_CLUSTER";
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final RedisOptions options;

    private RedisLeases(RedisOptions options) {
        this.options = options;
    }

    /**
     * {@code REDIS_URL}, several of a cluster's nodes joined by commas, and {@code REDIS_CLUSTER}: {@code on} for a cluster.
     *
     * @param environment {@code System.getenv()}, on Lambda
     * @throws IllegalStateException naming the variable and what to set it to
     */
    public static RedisLeases from(Map<String, String> environment) {
        String urls = environment.getOrDefault(URL, "");
        if (urls.isBlank()) {
            throw new IllegalStateException("The environment variable " + URL
                    + " is missing: set it to where the server is, such as rediss://HOST:6379");
        }
        return switch (environment.getOrDefault(CLUSTER, "off")) {
            case "on" -> cluster(urls.split(","));
            case "off", "" -> at(urls);
            case String other ->
                throw new IllegalStateException("The environment variable " + CLUSTER + " is \"" + other
                        + "\": set it to on for a cluster, or leave it out");
        };
    }

    /**
     * One server, or the primary of several: {@code redis://HOST:PORT/DATABASE}, or {@code rediss://} with TLS; a name and a
     * password before the host, {@code name:password@}, or better by {@link #withPassword}.
     *
     * @throws IllegalArgumentException for what is no such URL
     */
    public static RedisLeases at(String url) {
        return new RedisLeases(RedisOptions.defaults(List.of(uri(url)), false));
    }

    /** A cluster, by some of its nodes or its configuration endpoint. */
    public static RedisLeases cluster(String... urls) {
        if (urls.length == 0) {
            throw new IllegalArgumentException("RedisLeases: a cluster has no URL; name at least one of its nodes");
        }
        return new RedisLeases(
                RedisOptions.defaults(Arrays.stream(urls).map(RedisLeases::uri).toList(), true));
    }

    /** A message with the URL would show its password. */
    private static RedisURI uri(String url) {
        String stripped = url.strip();
        if (!stripped.startsWith("redis://") && !stripped.startsWith("rediss://")) {
            throw new IllegalArgumentException(
                    "RedisLeases: a URL begins with redis:// or, with TLS, with rediss://; the given one does not");
        }
        try {
            if (URI.create(stripped).getHost() != null) {
                return RedisURI.create(stripped);
            }
            throw new IllegalArgumentException();
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "RedisLeases: the URL cannot be read; it is redis://HOST:PORT or"
                            + " rediss://NAME:PASSWORD@HOST:PORT, with what is special in the password escaped as in every URL");
        }
    }

    /**
     * What every key begins with; {@code evenstep:} by default. Functions that share a server need prefixes of their own only
     * where their consumers have the same names.
     */
    public RedisLeases withPrefix(String prefix) {
        if (prefix.isBlank()) {
            throw new IllegalArgumentException("RedisLeases: prefix is blank; name what the keys shall begin with");
        }
        return new RedisLeases(options.withPrefix(prefix));
    }

    /** How long a command may take, from 1 ms to a minute; 2 seconds by default. Then the event is tried again later. */
    public RedisLeases withTimeout(Duration time) {
        if (time.toMillis() < 1 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("RedisLeases: timeout is " + time + "; it is from 1 ms to " + LONGEST);
        }
        return new RedisLeases(options.withTimeout(time));
    }

    /**
     * Asked for the password at every connection, so that one that is rotated is found; one of Secrets Manager, or a token.
     *
     * @param user null: the default one
     */
    public RedisLeases withPassword(@Nullable String user, Supplier<String> password) {
        return new RedisLeases(options.withPassword(new RedisPassword(user, password)));
    }

    /** Certificates in PEM that the server's own goes back to, where the JVM does not know them. */
    public RedisLeases trusting(Path certificates) {
        return new RedisLeases(options.withTrusted(certificates));
    }

    /**
     * Waits until so many replicas have a claim, an answer or a completion, as {@code WAIT} does; where they have it not in
     * time, the event is tried again later. All commands of this function wait meanwhile.
     *
     * @param replicas at least 1
     * @param time at least 1 ms, and shorter than a command's
     * @throws IllegalArgumentException for a cluster, whose nodes would each have to be asked
     */
    public RedisLeases withReplicas(int replicas, Duration time) {
        if (options.isCluster()) {
            throw new IllegalArgumentException(
                    "RedisLeases: replicas are waited for behind one primary, not in a cluster");
        }
        if (replicas < 1 || time.toMillis() < 1 || time.compareTo(options.timeout()) >= 0) {
            throw new IllegalArgumentException(
                    "RedisLeases: %d replicas within %s; at least 1 within at least 1 ms, and less than a command's %s"
                            .formatted(replicas, time, options.timeout()));
        }
        return new RedisLeases(options.withReplicas(new RedisReplicas(replicas, time)));
    }

    /** The time by which failed attempts are forgotten; of everything else, the caller says the time. */
    public RedisLeases withClock(Clock clock) {
        return new RedisLeases(options.withClock(clock));
    }

    /**
     * The store. It connects when it is first needed, which is a function's start, and again whenever the connection is lost.
     *
     * @throws ConfigurationFailure when the certificates cannot be read
     */
    public LeaseStore open() {
        return new RedisRecordStore(options, new RedisLink(options));
    }

    /** Where, without the password. */
    @Override
    public String toString() {
        return options.description();
    }
}
