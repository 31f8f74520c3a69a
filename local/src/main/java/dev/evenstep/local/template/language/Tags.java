package dev.evenstep.local.template.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CloudFormation's short tags ({@code !Sub}) as the functions that they abbreviate ({@code Fn::Sub}). */
final class Tags {

    private static final List<String> FUNCTIONS = List.of(
            "And",
            "Base64",
            "Cidr",
            "Equals",
            "FindInMap",
            "GetAZs",
            "GetAtt",
            "If",
            "ImportValue",
            "Join",
            "Length",
            "Not",
            "Or",
            "Select",
            "Split",
            "Sub",
            "ToJsonString",
            "Transform");

    /** What YAML itself would take an untagged value for; a tag that says so changes nothing. */
    private static final Set<String> PLAIN =
            Set.of("!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map");

    private static final Map<String, Node.Kind> KINDS = Map.of(
            "tag:yaml.org,2002:int", Node.Kind.NUMBER,
            "tag:yaml.org,2002:float", Node.Kind.NUMBER,
            "tag:yaml.org,2002:bool", Node.Kind.BOOLEAN,
            "tag:yaml.org,2002:null", Node.Kind.NULL);

    private Tags() {}

    /** The node that a tag makes of its value; empty where the tag is none of CloudFormation's. */
    static Optional<Node> apply(String tag, Node value) {
        if (PLAIN.contains(tag)) {
            return Optional.of(value);
        }
        var kind = KINDS.get(tag);
        if (kind != null && value instanceof Node.Scalar scalar) {
            return Optional.of(new Node.Scalar(scalar.text(), kind, scalar.line()));
        }
        var name = tag.startsWith("!") ? tag.substring(1) : tag;
        if (name.equals("Ref") || name.equals("Condition")) {
            return Optional.of(Node.Mapping.of(name, value));
        }
        return FUNCTIONS.contains(name) ? Optional.of(Node.Mapping.of("Fn::" + name, value)) : Optional.empty();
    }

    static String known() {
        return "!Ref, !Condition, !" + String.join(", !", FUNCTIONS);
    }
}
