package dev.evenstep.redis;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.DependencyFailure;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose fault it is that the server did not do something: its own, so that the event waits, or the configuration's. It is
 * never the event's. By the first word of its error, which Redis documents as the kind ("RESP errors").
 */
final class RedisFailures {

    static final String DEPENDENCY = "redis";

    private static final Set<String> CONFIGURATION = Set.of("NOAUTH", "WRONGPASS", "NOPERM", "WRONGTYPE", "CROSSSLOT");

    private RedisFailures() {}

    static RuntimeException of(RedisOptions options, RuntimeException failure) {
        String error = errorOf(failure);
        String kind = kind(error);
        if (CONFIGURATION.contains(kind) || error.startsWith("ERR AUTH") || error.startsWith("ERR unknown command")) {
            return new ConfigurationFailure(
                    DEPENDENCY, options.description() + " refuses (" + kind + "): " + remedy(kind, options), failure);
        }
        return new DependencyFailure(
                DEPENDENCY,
                options.description() + " did not do it"
                        + (kind.isEmpty() ? ": " + failure.getMessage() : " (" + kind + ")"),
                failure);
    }

    private static String remedy(String kind, RedisOptions options) {
        return switch (kind) {
            case "NOAUTH" -> "it wants a password; give it by withPassword(…)";
            case "WRONGPASS" -> "name or password are wrong, or the user is disabled";
            case "NOPERM" ->
                "allow the user EVALSHA, EVAL, the hash and key commands on " + options.prefix()
                        + "* and INFO, as docs/redis.md has them";
            case "WRONGTYPE" ->
                "keys that begin with " + options.prefix()
                        + " are somebody else's; choose another prefix by withPrefix(…)";
            case "CROSSSLOT" -> "it is a cluster; use RedisLeases.cluster(…)";
            default -> "its version or configuration does not have what is needed; see docs/redis.md";
        };
    }

    /** Whether whom we speak to is a primary no more. */
    static boolean isReadOnly(Throwable failure) {
        return kind(errorOf(failure)).equals("READONLY");
    }

    private static String errorOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String error = error(cause);
            if (error != null) {
                return error;
            }
        }
        return "";
    }

    private static @Nullable String error(Throwable cause) {
        return cause instanceof RedisCommandExecutionException ? cause.getMessage() : null;
    }

    private static String kind(String error) {
        int end = error.indexOf(' ');
        String word = end < 0 ? error : error.substring(0, end);
        return word.chars().allMatch(c -> c >= 'A' && c <= 'Z') ? word : "";
    }
}
