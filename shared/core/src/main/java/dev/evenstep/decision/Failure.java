package dev.evenstep.decision;

import org.jspecify.annotations.Nullable;

/**
 * What a failure is judged to be.
 *
 * @param dependency what failed, by a name of its own: {@code dynamodb}, {@code payment-gateway}; null where it is not known
 *     or where nothing but the record failed
 */
public record Failure(FailureClass kind, @Nullable String dependency) {

    public static Failure ofRecord() {
        return new Failure(FailureClass.RECORD, null);
    }

    public static Failure ofContention() {
        return new Failure(FailureClass.CONTENTION, null);
    }

    public static Failure of(String dependency) {
        return new Failure(FailureClass.DEPENDENCY, dependency);
    }
}
