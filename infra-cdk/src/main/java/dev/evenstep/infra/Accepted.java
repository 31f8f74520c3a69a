package dev.evenstep.infra;

import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.CfnResource;
import software.constructs.Construct;

/** A line of the checklist that a resource does not keep, and why it may: in its metadata, where the checklist looks. */
final class Accepted {

    private static final String KEY = "EvenstepAccepts";

    private Accepted() {}

    static void by(Construct construct, String rule, String reason) {
        var resource = construct instanceof CfnResource own
                ? own
                : (CfnResource) Objects.requireNonNull(construct.getNode().getDefaultChild());
        resource.addMetadata(KEY, Map.of(rule, reason));
    }
}
