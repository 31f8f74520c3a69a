package dev.evenstep.checklist;

/**
 * Stands among a resource's properties for a value that could not be read: no rule that asks for it judges the resource.
 *
 * @param why in words, such as {@code access denied}
 */
public record Unread(String why) {

    /** The name for all properties that a resource does not otherwise have. */
    public static final String REST = "*";
}
