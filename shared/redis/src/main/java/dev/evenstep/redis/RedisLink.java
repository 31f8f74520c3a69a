package dev.evenstep.redis;

import dev.evenstep.decision.DependencyFailure;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs commands, all on one connection that is made when the first needs it. What fails is thrown as ours. */
final class RedisLink {

    private final RedisOptions options;
    private final RedisConnector connector;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable RedisNodes nodes;

    RedisLink(RedisOptions options) {
        this.options = options;
        this.connector = new RedisConnector(options);
    }

    /** Runs a script that changes a record; what it did is with the replicas then, where they are waited for. */
    RedisAnswer change(RedisScript script, String key, String... values) {
        return call(to -> {
            RedisAnswer answer = RedisAnswer.of(run(to, script, ScriptOutputType.MULTI, key, values));
            if (answer.isDone()) {
                replicated(to);
            }
            return answer;
        });
    }

    long number(RedisScript script, String key, String... values) {
        return call(to -> (Long) run(to, script, ScriptOutputType.INTEGER, key, values));
    }

    Map<String, String> fields(String key) {
        return call(to -> to.commands().hgetall(key));
    }

    void remove(String key) {
        long unused = call(to -> to.commands().del(key));
    }

    /** What every server says of itself. */
    List<String> servers() {
        return call(to -> to.infos().get());
    }

    void close() {
        connector.shutdown();
    }

    /** The server knows the script by its digest, or is told it. */
    private static Object run(RedisNodes to, RedisScript script, ScriptOutputType type, String key, String... values) {
        String[] keys = {key};
        try {
            return to.commands().evalsha(script.digest(), type, keys, values);
        } catch (RedisNoScriptException unknown) {
            return to.commands().eval(script.text(), type, keys, values);
        }
    }

    private void replicated(RedisNodes to) {
        RedisReplicas wanted = options.replicas();
        if (wanted == null) {
            return;
        }
        long have =
                to.commands().waitForReplication(wanted.number(), wanted.time().toMillis());
        if (have < wanted.number()) {
            throw new DependencyFailure(
                    RedisFailures.DEPENDENCY,
                    "%s has it, and %d of %d replicas after %s"
                            .formatted(options.description(), have, wanted.number(), wanted.time()));
        }
    }

    private <T> T call(Function<RedisNodes, T> command) {
        try {
            return command.apply(connected());
        } catch (RedisException failure) {
            if (RedisFailures.isReadOnly(failure)) {
                drop();
            }
            throw RedisFailures.of(options, failure);
        }
    }

    private RedisNodes connected() {
        RedisNodes present = nodes;
        if (present != null) {
            return present;
        }
        if (!lock()) {
            throw new DependencyFailure(
                    RedisFailures.DEPENDENCY,
                    options.description() + " was not connected to within " + options.timeout());
        }
        try {
            RedisNodes again = nodes;
            if (again == null) {
                again = connector.connect();
                nodes = again;
            }
            return again;
        } finally {
            connecting.unlock();
        }
    }

    private boolean lock() {
        try {
            return connecting.tryLock(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** After a fail-over the name leads elsewhere, and the old primary still takes connections. */
    private void drop() {
        RedisNodes old = nodes;
        nodes = null;
        if (old != null) {
            var unused = old.connection().closeAsync();
        }
    }
}
