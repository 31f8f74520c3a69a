package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;

/**
 * A resource as it stands in the template, nothing of it resolved yet.
 *
 * @param within the applications that it is nested in, each with a dot behind it; empty: none
 * @param written {@code Type}, {@code Properties}, {@code Condition}, {@code Metadata}, …
 * @param implied made by SAM and not by the author, so that nobody needs to be told about it
 */
record Declaration(String within, String id, Node.Mapping written, Origin origin, boolean implied) {

    static Declaration of(String within, String id, Node.Mapping written) {
        return new Declaration(within, id, written, Origin.of(within + id, text(written.get("Type"))), false);
    }

    /** Its logical id, in the whole of the stack. */
    String path() {
        return within + id;
    }

    String type() {
        return text(written.get("Type"));
    }

    int line() {
        return written.line();
    }

    Node.Mapping properties() {
        return written.get("Properties") instanceof Node.Mapping mapping ? mapping : Node.Mapping.empty(line());
    }

    Declaration with(Node properties) {
        return new Declaration(within, id, written.with("Properties", properties), origin, implied);
    }

    /** The name of its condition; empty: it has none. */
    String condition() {
        return text(written.get("Condition"));
    }

    boolean isSam() {
        return type().startsWith(Origin.SAM);
    }

    private static String text(Node node) {
        return node.asText().orElse("");
    }
}
