package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.RoleSpec;
import dev.evenstep.local.stack.RoleSpec.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roles of a template, which functions assume them, and what AWS wants them to allow. */
final class Roles {

    /** By ARN. */
    private final Map<String, RoleSpec> roles = new HashMap<>();
    /** Of the template's own managed policies, by ARN. */
    private final Map<String, List<Statement>> policies = new HashMap<>();
    /** Roles' ARNs, by function. */
    private final Map<String, String> assumed = new HashMap<>();

    private final List<Expectation> expectations = new ArrayList<>();

    /** What the role of a function must allow, or AWS refuses what wants it. */
    private record Expectation(String function, String action, String resource, Properties source, String property) {}

    void add(RoleSpec role) {
        roles.put(role.arn(), role);
    }

    void addPolicy(String arn, List<Statement> statements) {
        policies.put(arn, statements);
    }

    /** Attaches one of AWS's managed policies, or of the template's own; false where it is neither. */
    boolean attach(String role, String policy) {
        var statements = policies.get(policy);
        var found = statements == null ? ManagedPolicies.find(policy) : Optional.of(statements);
        roles.computeIfPresent(role, (arn, spec) -> found.map(spec::with).orElseGet(spec::withUnknown));
        return found.isPresent();
    }

    void attach(String role, List<Statement> statements) {
        roles.computeIfPresent(role, (arn, spec) -> spec.with(statements));
    }

    /** Attaches a policy to a role, by the role's name. */
    void attachTo(String role, List<Statement> statements) {
        roles.keySet().stream()
                .filter(arn -> arn.endsWith(":role/" + role))
                .toList()
                .forEach(arn -> attach(arn, statements));
    }

    void assume(String function, String role) {
        assumed.put(function, role);
    }

    void expect(FunctionSpec function, String action, String resource, Properties source, String property) {
        expectations.add(new Expectation(function.name(), action, resource, source, property));
    }

    private RoleSpec of(String function) {
        return roles.getOrDefault(assumed.getOrDefault(function, ""), RoleSpec.unknown());
    }

    /** By function's name. */
    Map<String, RoleSpec> byFunction() {
        Map<String, RoleSpec> byFunction = new HashMap<>();
        assumed.keySet().forEach(function -> byFunction.put(function, of(function)));
        return byFunction;
    }

    /** Reports what AWS would refuse; for when all policies are attached. */
    void check() {
        for (var expected : expectations) {
            if (!of(expected.function()).allows(expected.action(), expected.resource())) {
                expected.source()
                        .problem(
                                expected.property(),
                                "needs the role of %s to allow %s on %s; add that to its policies"
                                        .formatted(expected.function(), expected.action(), expected.resource()));
            }
        }
    }
}
