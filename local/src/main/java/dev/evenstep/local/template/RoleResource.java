package dev.evenstep.local.template;

import dev.evenstep.local.stack.RoleSpec;
import java.util.List;
import java.util.Map;

/** {@code AWS::IAM::Role}, also the one that SAM makes for a function. */
final class RoleResource implements ResourceType {

    @Override
    public Identity identify(Properties role, Naming naming) {
        var name = naming.name(role, "RoleName", 64);
        var arn = naming.shaped("iam::{account}:role/{name}", name);
        return Identity.of(name, name, Map.of("Arn", arn, "RoleId", Naming.uuid(arn)));
    }

    @Override
    public void define(Properties role, Identity identity, Draft draft) {
        draft.roles.add(new RoleSpec(identity.arn(), List.of(), true));
        for (var policy : role.objects("Policies")) {
            policy.text("PolicyName");
            draft.roles.attach(identity.arn(), PolicyDocument.read(policy.object("PolicyDocument")));
        }
    }

    @Override
    public void connect(Properties role, Identity identity, Draft draft) {
        for (var policy : role.texts("ManagedPolicyArns")) {
            if (!draft.roles.attach(identity.arn(), policy)) {
                role.leave(
                        "ManagedPolicyArns",
                        "what " + policy + " allows is not known here: nothing is denied to who has this role");
            }
        }
    }
}
