package dev.evenstep.local.template;

/** Reasons, said alike wherever they hold. Most are in {@link WithoutEffect}. */
final class Why {

    static final String ELSEWHERE = "is not in this template, and nothing outside it exists locally";
    static final String PERMISSIONS = "permissions are not enforced locally";
    static final String SCHEDULES = "schedules do not fire locally";
    static final String UNKNOWN = "unknown to the local run; check its spelling";
    static final String UNKNOWN_TYPE = "unknown to the local run: it is not created";

    private Why() {}

    /** Whether an ARN is of something that could be a queue or a function of this template, and is not. */
    static boolean isElsewhere(String arn) {
        return arn.contains(":sqs:") || arn.contains(":lambda:");
    }
}
