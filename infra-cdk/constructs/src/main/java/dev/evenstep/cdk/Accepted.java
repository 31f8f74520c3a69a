package dev.evenstep.cdk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnResource;
import software.constructs.Construct;

/** What a resource need not keep, and why, in its metadata: a line of our checklist, or a rule of cdk-nag. */
final class Accepted {

    private static final String CHECKLIST = "EvenstepAccepts";

    /** Where <a href="https://github.com/cdklabs/cdk-nag">cdk-nag</a> looks. */
    private static final String NAG = "cdk_nag";

    private Accepted() {}

    static void by(Construct construct, String rule, String reason) {
        resource(construct).addMetadata(CHECKLIST, Map.of(rule, reason));
    }

    /** @param accepted all of the resource's */
    static void byNag(Construct construct, Rule... accepted) {
        var rules = Stream.of(accepted).map(Rule::json).toList();
        resource(construct).addMetadata(NAG, Map.of("rules_to_suppress", rules));
    }

    private static CfnResource resource(Construct construct) {
        return construct instanceof CfnResource own
                ? own
                : (CfnResource) Objects.requireNonNull(construct.getNode().getDefaultChild());
    }

    /**
     * A rule of cdk-nag.
     *
     * @param findings which of its findings, by texts or {@code {"regex": …}}; none: all
     */
    record Rule(String id, String reason, List<Object> findings) {

        static Rule of(String id, String reason) {
            return new Rule(id, reason, List.of());
        }

        private Map<String, Object> json() {
            return findings.isEmpty()
                    ? Map.of("id", id, "reason", reason)
                    : Map.of("id", id, "reason", reason, "applies_to", findings);
        }
    }
}
