package dev.evenstep.effect;

import java.math.BigDecimal;

/** What must hold of an item for a write to it to happen; checked and written in one step by the database. */
public sealed interface Condition {

    /** There is no such item. */
    record Absent() implements Condition {}

    /** There is such an item. */
    record Present() implements Condition {}

    /** An attribute is there and has this value, of the same kind. */
    record Equal(String attribute, Object value) implements Condition {
        public Equal {
            value = Values.normal(attribute, value);
        }
    }

    /** An attribute is a number and at least this one. */
    record AtLeast(String attribute, BigDecimal least) implements Condition {
        public AtLeast {
            least = Numbers.normal(Values.requireName(attribute), least);
        }
    }

    /**
     * An attribute is not there, nor is the item perhaps, or it is a text that sorts before this one, by its bytes in UTF-8. By it
     * the newest wins where what comes has a place that sorts, and need not be counted.
     */
    record Before(String attribute, String text) implements Condition {
        public Before {
            Object unused = Values.normal(attribute, text);
        }
    }

    static Condition absent() {
        return new Absent();
    }

    static Condition present() {
        return new Present();
    }

    static Condition equal(String attribute, Object value) {
        return new Equal(attribute, value);
    }

    static Condition atLeast(String attribute, long least) {
        return new AtLeast(attribute, BigDecimal.valueOf(least));
    }

    static Condition atLeast(String attribute, BigDecimal least) {
        return new AtLeast(attribute, least);
    }

    static Condition before(String attribute, String text) {
        return new Before(attribute, text);
    }
}
