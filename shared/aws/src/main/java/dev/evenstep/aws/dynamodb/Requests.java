package dev.evenstep.aws.dynamodb;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Telling errors that stay from errors that pass. */
final class Requests {

    private Requests() {}

    /**
     * @throws PermanentFailure when DynamoDB finds the request itself invalid: an item above 400 KB, a number added to a
     *     text. It would find so again.
     */
    static <T> void run(Supplier<T> request) {
        try {
            T unused = request.get();
        } catch (DynamoDbException failure) {
            if (failure.awsErrorDetails() != null
                    && "ValidationException".equals(failure.awsErrorDetails().errorCode())) {
                throw invalid(failure.awsErrorDetails().errorMessage(), failure);
            }
            throw failure;
        }
    }

    static PermanentFailure invalid(String message, DynamoDbException failure) {
        Reason reason = message.contains("size") ? Reason.TOO_LARGE : Reason.REJECTED;
        return PermanentFailure.because(reason, "DynamoDB refuses the write: " + message, failure);
    }
}
