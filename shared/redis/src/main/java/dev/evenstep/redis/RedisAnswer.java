package dev.evenstep.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a script that changes a record answers.
 *
 * @param isDone whether it did what it was asked
 * @param values what it found: where it refuses, the record
 */
record RedisAnswer(boolean isDone, List<?> values) {

    static RedisAnswer of(Object answered) {
        if (answered instanceof List<?> reply
                && reply.size() == 2
                && reply.getFirst() instanceof Long refused
                && reply.getLast() instanceof List<?> values) {
            return new RedisAnswer(refused == 0, values);
        }
        throw new IllegalStateException("A script did not answer two values");
    }

    @Nullable
    String text(int i) {
        return i < values.size() && values.get(i) instanceof String text ? text : null;
    }
}
