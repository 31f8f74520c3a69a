package dev.evenstep.aws.internal.source;

import dev.evenstep.spi.Outcome;
import java.util.List;

/** The answer to a source that brings a whole batch again, or nothing: an invocation that ends well, or fails. */
public final class WholeBatch {

    private WholeBatch() {}

    /** Nothing that anybody reads. */
    public static String settled(List<Outcome> outcomes) {
        List<Outcome> open = outcomes.stream()
                .filter(outcome -> !outcome.decision().settled())
                .toList();
        if (!open.isEmpty()) {
            throw new UnsettledBatchException(
                    "%d of %d records did not settle, so that all come again; the first: %s, %s"
                            .formatted(
                                    open.size(),
                                    outcomes.size(),
                                    open.getFirst().delivery().id(),
                                    open.getFirst().decision().code()));
        }
        return "";
    }

    public static final class UnsettledBatchException extends RuntimeException {
        UnsettledBatchException(String message) {
            super(message);
        }
    }
}
