package dev.evenstep.cli.doctor;

/**
 * Something that was not read.
 *
 * @param kind of resource, such as {@code Table}
 * @param action that is needed, as IAM calls it
 */
record NotChecked(String kind, String action, String reason) implements Comparable<NotChecked> {

    @Override
    public int compareTo(NotChecked other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind + ": " + action + ": " + reason;
    }
}
