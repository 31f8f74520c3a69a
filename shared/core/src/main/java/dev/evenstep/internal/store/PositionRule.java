package dev.evenstep.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * Which number a stream's position lets in.
 *
 * @param first the number of a stream's first event
 */
public record PositionRule(TurnRule rule, long first) {

    /** How strict it is. */
    public enum TurnRule {
        /** Only the number right after the stored one, and the first where none is stored. */
        NEXT,
        /** Only the number right after the stored one, and any where none is stored. */
        NEXT_FROM_FIRST_SEEN,
        /** Any number after the stored one: the latest wins, what comes late is left out. */
        LATER
    }

    /** @param stored null where the stream was not seen yet */
    public boolean admits(@Nullable Long stored, long number) {
        if (stored == null) {
            return rule != TurnRule.NEXT || number == first;
        }
        return rule == TurnRule.LATER ? number > stored : number == stored + 1;
    }
}
