package dev.evenstep.demo.ledger;

/**
 * Something that must hold, whatever went wrong on the way.
 *
 * @param violations how often it does not
 * @param example the first violation in words; empty where it holds
 */
public record Invariant(String name, Meaning meaning, int violations, String example) {

    /** What a violation means. */
    public enum Meaning {
        /** Something that should be there is not. */
        LOST,
        /** Something happened more often than it should. */
        DOUBLED,
        /** Something happened before what it follows. */
        ORDER,
        /** Something can be read where nobody may read it. */
        EXPOSED
    }

    public boolean holds() {
        return violations == 0;
    }
}
