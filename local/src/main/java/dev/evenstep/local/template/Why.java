package dev.evenstep.local.template;

/** Reasons, said alike wherever they hold. Most are in {@link WithoutEffect}. */
final class Why {

    static final String ELSEWHERE = "is not in this template, and nothing outside it exists locally";
    static final String SCHEDULES = "schedules do not fire locally";

    private Why() {}

    /** Why there is nothing of this ARN; {@code otherwise} where no template could make it be here. */
    static String notHere(String arn, String otherwise) {
        var couldBe = arn.contains(":sqs:") || arn.contains(":lambda:") || arn.contains(":dynamodb:");
        return couldBe ? arn + " " + ELSEWHERE : otherwise;
    }
}
