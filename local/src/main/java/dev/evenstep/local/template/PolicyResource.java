package dev.evenstep.local.template;

import java.util.Map;

/** {@code AWS::IAM::Policy}, {@code AWS::IAM::RolePolicy} and {@code AWS::IAM::ManagedPolicy}, for roles of the template. */
final class PolicyResource implements ResourceType {

    @Override
    public ResourceIdentity identify(Properties policy, ResourceNames names) {
        var isManaged = policy.declaration().type().equals("AWS::IAM::ManagedPolicy");
        var name = names.name(policy, isManaged ? "ManagedPolicyName" : "PolicyName", 128);
        var arn = names.shaped("iam::{account}:policy/{name}", name);
        return isManaged
                ? ResourceIdentity.of(name, arn, Map.of("PolicyArn", arn))
                : ResourceIdentity.of(name, name, Map.of("Id", name));
    }

    @Override
    public void define(Properties policy, ResourceIdentity identity, StackBuilder builder) {
        builder.roles.addPolicy(identity.ref(), PolicyDocument.read(policy.object("PolicyDocument")));
    }

    @Override
    public void connect(Properties policy, ResourceIdentity identity, StackBuilder builder) {
        policy.texts("Roles").forEach(role -> builder.roles.attachTo(role, identity.ref()));
        policy.text("RoleName").ifPresent(role -> builder.roles.attachTo(role, identity.ref()));
    }
}
