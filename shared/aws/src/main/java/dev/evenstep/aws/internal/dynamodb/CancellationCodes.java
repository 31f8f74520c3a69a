package dev.evenstep.aws.internal.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Codes of cancellation reasons (DynamoDB's TransactWriteItems reference). */
final class CancellationCodes {

    private static final String REFUSED = "ConditionalCheckFailed";
    private static final String NO_OBJECTION = "None";
    private static final String INVALID = "ValidationError";

    private CancellationCodes() {}

    static boolean isRefused(CancellationReason reason) {
        return REFUSED.equals(reason.code());
    }

    static boolean isUnobjected(CancellationReason reason) {
        return NO_OBJECTION.equals(reason.code());
    }

    /** @throws dev.evenstep.decision.PermanentFailure when DynamoDB would find the transaction invalid each time */
    static void requireValid(TransactionCanceledException cancelled) {
        for (CancellationReason reason : cancelled.cancellationReasons()) {
            if (INVALID.equals(reason.code())) {
                throw DynamoDbErrors.invalid(reason.message(), cancelled);
            }
        }
    }
}
