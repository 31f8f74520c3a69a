package dev.evenstep.cli.doctor;

import dev.evenstep.checklist.Resource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** A role's own policies, and those that are attached to it. */
record RoleReader(IamClient iam, Calls calls) {

    Stream<Resource> read(DeployedResource role) {
        var name = role.name();
        Map<String, Object> properties = Map.of(
                "ManagedPolicyArns",
                calls.ask(role, "iam:ListAttachedRolePolicies", () -> attached(name)),
                "Policies",
                calls.ask(role, "iam:ListRolePolicies, iam:GetRolePolicy", () -> own(name)));
        return Stream.of(role.read(name, "", properties));
    }

    private List<String> attached(String role) {
        return iam.listAttachedRolePoliciesPaginator(request -> request.roleName(role)).attachedPolicies().stream()
                .map(AttachedPolicy::policyArn)
                .toList();
    }

    private List<Map<String, Object>> own(String role) {
        return iam.listRolePoliciesPaginator(request -> request.roleName(role)).policyNames().stream()
                .map(policy -> policy(role, policy))
                .toList();
    }

    private Map<String, Object> policy(String role, String policy) {
        var document = iam.getRolePolicy(request -> request.roleName(role).policyName(policy))
                .policyDocument();
        return Map.of(
                "PolicyName",
                policy,
                "PolicyDocument",
                Words.ofJson(URLDecoder.decode(document, StandardCharsets.UTF_8)));
    }
}
