package dev.evenstep.local.iam;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the functions of a stack may do, by the policies of their roles: what no statement allows is refused as AWS does.
 * Requests of anybody else are let through, and so are those of a function of whose role not every policy is known. Safe
 * for concurrent use.
 */
public final class RolePermissions {

    private final Map<String, RoleInUse> byKey = new HashMap<>();
    private final Demands demands;

    public RolePermissions(Stack stack, Account account) {
        this.demands = new Demands(account);
        for (FunctionSpec function : stack.functions()) {
            byKey.put(AccessKeys.of(function.arn()), new RoleInUse(function, stack.roleOf(function)));
        }
        for (var mapping : stack.mappings()) {
            functions()
                    .filter(role -> role.function().equals(mapping.function()))
                    .forEach(role -> role.usedBy(mapping));
        }
    }

    /** The service, which refuses what a function's role does not allow. */
    public AwsService guarding(AwsService service) {
        return new AwsService() {
            @Override
            public boolean serves(AwsRequest request) {
                return service.serves(request);
            }

            @Override
            public AwsResponse handle(AwsRequest request) {
                try {
                    check(request);
                } catch (AwsException e) {
                    return service.refused(request, e);
                }
                return service.handle(request);
            }
        };
    }

    /** @throws AwsException in AWS's words, naming who, what and on which resource */
    private void check(AwsRequest request) {
        var role = byKey.get(AccessKeys.in(request.header("authorization")));
        if (role != null) {
            demands.of(request).forEach(role::demand);
        }
    }

    private Stream<RoleInUse> functions() {
        return byKey.values().stream();
    }

    /** What was asked of each function's role and what was not, by function; of those whose policies are all known. */
    public List<RoleUse> uses() {
        return functions()
                .filter(RoleInUse::isKnown)
                .map(RoleInUse::use)
                .sorted()
                .toList();
    }
}
