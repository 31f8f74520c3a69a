package dev.evenstep.cdk;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The keys of those whom personal fields are about: the table {@code <stack>-subject-keys}, and the KMS key that wraps them, with a
 * rotation each year. Both outlive the stack, as tables do. One in a stack.
 */
public final class SubjectKeys extends Construct {

    private final StateTable table;
    private final Key wrapping;

    public SubjectKeys(Construct scope, Alarms alarms) {
        super(scope, "SubjectKeys");
        table = new StateTable(this, TableOptions.of("subject-keys", "subject"), alarms);
        wrapping = Key.Builder.create(this, "Key")
                .description("Wraps the keys of those whom personal fields are about.")
                .enableKeyRotation(true)
                .removalPolicy(
                        DeploymentEnvironment.of(this).keepsTables() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
    }

    /** The table that functions find by {@code SUBJECT_KEYS_TABLE}. */
    StateTable table() {
        return table;
    }

    /** The KMS key, whose ARN functions find in {@code SUBJECT_KEYS_KMS_KEY_ID}. */
    public Key wrapping() {
        return wrapping;
    }
}
