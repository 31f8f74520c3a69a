package dev.evenstep.local.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A role, and what its policies let it do.
 *
 * @param statements of all its policies
 * @param isKnown false where a policy stands elsewhere, so that nothing can be refused
 */
public record RoleSpec(String arn, List<Statement> statements, boolean isKnown) {

    public RoleSpec {
        statements = List.copyOf(statements);
    }

    /** A role of which nothing is known. */
    public static RoleSpec unknown() {
        return new RoleSpec("", List.of(), false);
    }

    /** The same role with a policy more. */
    public RoleSpec with(List<Statement> policy) {
        List<Statement> all = new ArrayList<>(statements);
        all.addAll(policy);
        return new RoleSpec(arn, all, isKnown);
    }

    /** The same role with a policy that nobody knows. */
    public RoleSpec withUnknown() {
        return new RoleSpec(arn, statements, false);
    }

    /** Whether an action on a resource is allowed: by one statement at least, and denied by none. */
    public boolean allows(String action, String resource) {
        if (!isKnown) {
            return true;
        }
        boolean isAllowed = false;
        for (Statement statement : statements) {
            if (statement.matches(action, resource)) {
                if (!statement.allows()) {
                    return false;
                }
                isAllowed = true;
            }
        }
        return isAllowed;
    }

    /**
     * A statement of a policy.
     *
     * @param where it stands in the template; empty for one of AWS's managed policies
     * @param actions such as {@code dynamodb:PutItem}; {@code *} and {@code ?} stand for others
     * @param resources ARNs, in the same way
     */
    public record Statement(String where, boolean allows, List<String> actions, List<String> resources) {

        public Statement {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
        }

        public boolean matches(String action, String resource) {
            return actions.stream().anyMatch(pattern -> isAction(pattern, action))
                    && resources.stream().anyMatch(pattern -> isResource(pattern, resource));
        }

        /** Case does not matter in actions. */
        public static boolean isAction(String pattern, String action) {
            return isLike(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
        }

        public static boolean isResource(String pattern, String resource) {
            return resource.equals("*") || isLike(pattern, resource);
        }

        private static boolean isLike(String pattern, String text) {
            if (!pattern.contains("*") && !pattern.contains("?")) {
                return pattern.equals(text);
            }
            String expression =
                    ("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
            return Pattern.matches(expression, text);
        }
    }
}
