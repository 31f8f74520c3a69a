package dev.evenstep.demo.ledger;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import org.jspecify.annotations.Nullable;

/** Collects what speaks against one invariant. */
final class Violations {

    private final String invariant;
    private final Invariant.Meaning meaning;
    private int count;
    private String example = "";

    Violations(String invariant, Invariant.Meaning meaning) {
        this.invariant = invariant;
        this.meaning = meaning;
    }

    @FormatMethod
    void requireThat(boolean holds, @FormatString String otherwise, @Nullable Object... arguments) {
        if (!holds) {
            count++;
            if (example.isEmpty()) {
                example = otherwise.formatted(arguments);
            }
        }
    }

    Invariant toInvariant() {
        return new Invariant(invariant, meaning, count, example);
    }
}
