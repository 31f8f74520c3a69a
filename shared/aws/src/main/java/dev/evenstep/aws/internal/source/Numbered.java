package dev.evenstep.aws.internal.source;

import java.util.HashMap;
import java.util.Map;

/** Names within one event, each made different from those before it. */
public final class Numbered {

    private final Map<String, Integer> given = new HashMap<>();

    /** The name itself, the first time. */
    public String name(String name) {
        int before = given.merge(name, 1, Integer::sum) - 1;
        return before == 0 ? name : name + "/" + before;
    }
}
