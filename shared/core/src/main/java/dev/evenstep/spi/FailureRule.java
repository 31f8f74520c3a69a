package dev.evenstep.spi;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.internal.effect.InvalidEffectException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Judges what was thrown while a record was handled. Rules are asked in turn, each for every cause in the chain. */
@FunctionalInterface
public interface FailureRule {

    /** How far a chain of causes is followed. */
    int DEEPEST = 20;

    /** @return null where the rule does not know this exception */
    @Nullable
    Failure judge(Throwable thrown);

    /** This rule first, then another. */
    default FailureRule or(FailureRule next) {
        return thrown -> {
            Failure failure = judge(thrown);
            return failure == null ? next.judge(thrown) : failure;
        };
    }

    /** What the rule says of the first of an exception's causes that it knows, itself included; of none: the record's own. */
    default Failure judgeChain(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Failure failure = judge(cause);
            if (failure != null) {
                return failure;
            }
            cause = cause.getCause();
        }
        return Failure.ofRecord();
    }

    /** A {@link DependencyFailure}, and the JDK's own exceptions of whatever is remote. */
    static FailureRule standard() {
        return thrown -> switch (thrown) {
            case DependencyFailure failure -> Failure.of(failure.dependency());
            case ConfigurationFailure failure -> new Failure(FailureClass.CONFIGURATION, failure.dependency());
            case InvalidEffectException invalid -> new Failure(FailureClass.PROGRAMMING, null);
            case IOException failure -> new Failure(FailureClass.DEPENDENCY, null);
            case TimeoutException failure -> new Failure(FailureClass.DEPENDENCY, null);
            default -> null;
        };
    }
}
