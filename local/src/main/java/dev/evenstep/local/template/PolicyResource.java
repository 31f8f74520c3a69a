package dev.evenstep.local.template;

import java.util.Map;

/** {@code AWS::IAM::Policy}, {@code AWS::IAM::RolePolicy} and {@code AWS::IAM::ManagedPolicy}, for roles of the template. */
final class PolicyResource implements ResourceType {

    @Override
    public Identity identify(Properties policy, Naming naming) {
        var isManaged = policy.declaration().type().equals("AWS::IAM::ManagedPolicy");
        var name = naming.name(policy, isManaged ? "ManagedPolicyName" : "PolicyName", 128);
        var arn = naming.shaped("iam::{account}:policy/{name}", name);
        return isManaged
                ? Identity.of(name, arn, Map.of("PolicyArn", arn))
                : Identity.of(name, name, Map.of("Id", name));
    }

    @Override
    public void define(Properties policy, Identity identity, Draft draft) {
        draft.roles.addPolicy(identity.ref(), PolicyDocument.read(policy.object("PolicyDocument")));
    }

    @Override
    public void connect(Properties policy, Identity identity, Draft draft) {
        policy.texts("Roles").forEach(role -> draft.roles.attachTo(role, identity.ref()));
        policy.text("RoleName").ifPresent(role -> draft.roles.attachTo(role, identity.ref()));
    }
}
