package dev.evenstep.local.template;

import dev.evenstep.local.stack.RoleSpec.Statement;
import java.util.List;
import java.util.Map;

/** {@code AWS::IAM::Policy}, {@code AWS::IAM::RolePolicy} and {@code AWS::IAM::ManagedPolicy}, for roles of the template. */
final class PolicyResource implements ResourceType {

    @Override
    public ResourceIdentity identify(Properties policy, ResourceNames names) {
        var isManaged = isManaged(policy);
        var name = names.name(policy, isManaged ? "ManagedPolicyName" : "PolicyName", 128);
        var arn = names.shaped("iam::{account}:policy/{name}", name);
        return isManaged
                ? ResourceIdentity.of(name, arn, Map.of("PolicyArn", arn))
                : ResourceIdentity.of(name, name, Map.of("Id", name));
    }

    @Override
    public void define(Properties policy, ResourceIdentity identity, StackBuilder builder) {
        if (isManaged(policy)) {
            builder.roles.addPolicy(identity.ref(), statements(policy));
        }
    }

    @Override
    public void connect(Properties policy, ResourceIdentity identity, StackBuilder builder) {
        var statements = statements(policy);
        policy.texts("Roles").forEach(role -> builder.roles.attachTo(role, statements));
        policy.text("RoleName").ifPresent(role -> builder.roles.attachTo(role, statements));
    }

    private static boolean isManaged(Properties policy) {
        return policy.declaration().type().equals("AWS::IAM::ManagedPolicy");
    }

    private static List<Statement> statements(Properties policy) {
        return PolicyDocument.read(policy.object("PolicyDocument"));
    }
}
