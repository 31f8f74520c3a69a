package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import java.util.List;

/** Pieces of template that SAM writes in an author's stead. */
final class Nodes {

    private Nodes() {}

    static Node text(String text, int line) {
        return Node.Scalar.text(text, line);
    }

    static Node ref(String id, int line) {
        return Node.Mapping.of("Ref", text(id, line));
    }

    static Node attribute(String id, String attribute, int line) {
        return Node.Mapping.of("Fn::GetAtt", new Node.Sequence(List.of(text(id, line), text(attribute, line)), line));
    }
}
