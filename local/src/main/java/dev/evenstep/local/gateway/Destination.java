package dev.evenstep.local.gateway;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a request goes, as far as its head tells. */
enum Destination {
    HEALTH,
    DYNAMODB,
    SQS,
    /** To one of the services here, or to nobody: the body may tell. */
    OTHER;

    private static final Set<String> HEALTH_PATHS = Set.of("/_localstack/health", "/_evenstep/health", "/health");
    private static final Pattern QUEUE_PATH = Pattern.compile("/(?:\\d{12}|queue)/[\\w-]{1,80}(?:\\.fifo)?/?");
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    private static final Set<String> SQS_ACTIONS = Set.of(
            "AddPermission",
            "CancelMessageMoveTask",
            "ChangeMessageVisibility",
            "ChangeMessageVisibilityBatch",
            "CreateQueue",
            "DeleteMessage",
            "DeleteMessageBatch",
            "DeleteQueue",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListDeadLetterSourceQueues",
            "ListMessageMoveTasks",
            "ListQueueTags",
            "ListQueues",
            "PurgeQueue",
            "ReceiveMessage",
            "RemovePermission",
            "SendMessage",
            "SendMessageBatch",
            "SetQueueAttributes",
            "StartMessageMoveTask",
            "TagQueue",
            "UntagQueue");

    /**
     * @param target the header {@code X-Amz-Target}, empty where there is none
     * @param signedFor the service in the signature's scope, empty where there is none
     */
    static Destination of(String path, String query, String target, String signedFor) {
        if (HEALTH_PATHS.contains(path)) {
            return HEALTH;
        }
        if (!target.isEmpty()) {
            return target.startsWith("AmazonSQS.") ? SQS : target.startsWith("DynamoDB") ? DYNAMODB : OTHER;
        }
        return switch (signedFor) {
            case "dynamodb" -> DYNAMODB;
            case "sqs" -> SQS;
            case "" -> QUEUE_PATH.matcher(path).matches() || isSqsAction(query) ? SQS : OTHER;
            default -> OTHER;
        };
    }

    /** @param form a query, or a body of the Query protocol */
    static boolean isSqsAction(String form) {
        return action(form).filter(SQS_ACTIONS::contains).isPresent();
    }

    private static Optional<String> action(String form) {
        var action = ACTION.matcher(form);
        return action.find() ? Optional.of(action.group(1)) : Optional.empty();
    }
}
