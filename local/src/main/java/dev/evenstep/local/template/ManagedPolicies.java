package dev.evenstep.local.template;

import dev.evenstep.local.stack.RoleSpec.Statement;
import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.TemplateText;
import java.util.List;
import java.util.Optional;

/** Those of AWS's managed policies that say something of what is here: {@code managed-policies.json} beside this class. */
final class ManagedPolicies {

    private static final Node TABLE = TemplateText.resource(ManagedPolicies.class, "managed-policies.json");

    private ManagedPolicies() {}

    /** @param reference its ARN, or its name alone as SAM takes it */
    static Optional<List<Statement>> find(String reference) {
        var actions = TABLE.get(reference.substring(reference.lastIndexOf('/') + 1));
        return actions.isAbsent()
                ? Optional.empty()
                : Optional.of(List.of(new Statement("", true, PolicyDocument.texts(actions), List.of("*"))));
    }
}
