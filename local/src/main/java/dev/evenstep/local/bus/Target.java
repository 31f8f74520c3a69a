package dev.evenstep.local.bus;

import dev.evenstep.local.stack.RuleSpec.TargetSpec;

/** A rule's target, its input checked and ready. */
record Target(TargetSpec spec, TargetInput input) {

    /** @throws IllegalArgumentException with the reason, where its input is not as EventBridge takes it */
    static Target of(TargetSpec spec) {
        return new Target(spec, TargetInput.of(spec.input()));
    }

    String id() {
        return spec.id();
    }
}
