package dev.evenstep.local.iam;

import java.util.Comparator;
import java.util.List;

/**
 * How a function made use of its role.
 *
 * @param denied actions on resources that its role does not allow, in order
 * @param unused what the statements of its template allow and nobody asked for, in order
 */
public record RoleUse(String function, List<String> denied, List<String> unused) implements Comparable<RoleUse> {

    @Override
    public int compareTo(RoleUse other) {
        return Comparator.comparing(RoleUse::function).compare(this, other);
    }
}
