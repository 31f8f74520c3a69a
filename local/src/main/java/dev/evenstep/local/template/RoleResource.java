package dev.evenstep.local.template;

import dev.evenstep.local.stack.RoleSpec;
import java.util.List;
import java.util.Map;

/** {@code AWS::IAM::Role}, also the one that SAM makes for a function. */
final class RoleResource implements ResourceType {

    @Override
    public ResourceIdentity identify(Properties role, ResourceNames names) {
        var name = names.name(role, "RoleName", 64);
        var arn = names.shaped("iam::{account}:role/{name}", name);
        return ResourceIdentity.of(name, name, Map.of("Arn", arn, "RoleId", ResourceNames.uuid(arn)));
    }

    @Override
    public void define(Properties role, ResourceIdentity identity, StackBuilder builder) {
        builder.roles.add(new RoleSpec(identity.arn(), List.of(), true));
        for (var policy : role.objects("Policies")) {
            policy.text("PolicyName");
            builder.roles.attach(identity.arn(), PolicyDocument.read(policy.object("PolicyDocument")));
        }
    }

    @Override
    public void connect(Properties role, ResourceIdentity identity, StackBuilder builder) {
        for (var policy : role.texts("ManagedPolicyArns")) {
            if (!builder.roles.attach(identity.arn(), policy)) {
                role.leave(
                        "ManagedPolicyArns",
                        "what " + policy + " allows is not known here: nothing is denied to who has this role");
            }
        }
    }
}
