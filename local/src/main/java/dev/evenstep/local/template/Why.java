package dev.evenstep.local.template;

/** Reasons, said alike wherever they hold. */
final class Why {

    static final String TAGS = "tags are kept in an account only";
    static final String DESCRIPTION = "descriptions are kept in an account only";
    static final String PERMISSIONS = "permissions are not enforced locally";
    static final String ENCRYPTION = "nothing is encrypted locally";
    static final String CAPACITY = "capacity is neither limited nor billed locally";
    static final String BACKUP = "nothing is backed up locally";
    static final String CODE_CHECKS = "how code is uploaded and versioned concerns an account only";
    static final String OBSERVED = "the local run shows logs itself and sends nothing to CloudWatch or X-Ray";
    static final String NETWORK = "functions run on this machine's network";
    static final String ELSEWHERE = "is not in this template, and nothing outside it exists locally";
    static final String UNKNOWN = "unknown to the local run; check its spelling";
    static final String UNKNOWN_TYPE = "unknown to the local run: it is not created";

    private Why() {}
}
