package dev.evenstep.effect;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.effect.InvalidEffectException;
import java.util.List;
import java.util.Set;

/** What DynamoDB asks of the changes of one update, before it looks at any item. */
final class Changes {

    /**
     * DynamoDB's limit for the text of an expression is 4 KB (developer guide, "Constraints", expression parameters),
     * less what a versioned write adds to it. What one change takes of it is what the store on DynamoDB writes, with
     * placeholders of three digits; its limit of 300 operators and functions is never reached first.
     */
    private static final int MOST_BYTES = 4_096 - 96;

    private static final int BYTES_OF_A_SET = 16;
    private static final int BYTES_OF_A_REMOVE = 8;
    private static final int BYTES_OF_AN_ADD = 46;
    private static final int BYTES_OF_AN_APPEND = 60;

    private Changes() {}

    static void check(ItemKey key, Set<String> set, Set<String> add, Set<String> append, Set<String> remove) {
        List<Set<String>> ways = List.of(set, add, append, remove);
        for (Set<String> way : ways) {
            for (String attribute : way) {
                check(key, attribute, ways);
            }
        }
        int bytes = BYTES_OF_A_SET * set.size()
                + BYTES_OF_AN_ADD * add.size()
                + BYTES_OF_AN_APPEND * append.size()
                + BYTES_OF_A_REMOVE * remove.size();
        if (bytes > MOST_BYTES) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "The update of %s changes %d attributes, more than DynamoDB takes in one expression; put the item"
                            .formatted(key, set.size() + add.size() + append.size() + remove.size()));
        }
    }

    private static void check(ItemKey key, String attribute, List<Set<String>> ways) {
        int changed = 0;
        for (Set<String> way : ways) {
            changed += way.contains(attribute) ? 1 : 0;
        }
        if (changed > 1) {
            throw new InvalidEffectException("The update of " + key + " changes " + attribute
                    + " in two ways; DynamoDB takes one of set, add, append and remove for an attribute");
        }
        if (key.attributes().containsKey(attribute)) {
            throw new InvalidEffectException("The update of " + key + " changes " + attribute
                    + ", which is part of its key; delete the item and put one with the other key");
        }
    }
}
