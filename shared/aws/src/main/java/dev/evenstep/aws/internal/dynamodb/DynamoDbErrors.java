package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.util.Locale;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Telling errors that stay from errors that pass. */
final class DynamoDbErrors {

    private DynamoDbErrors() {}

    /**
     * @throws PermanentFailure when DynamoDB finds the request itself invalid: an item above 400 KB, a number added to a
     *     text. It would find so again.
     * @throws ConfigurationFailure when its table has another key
     */
    static <T> void run(Supplier<T> request) {
        T unused = answered(request);
    }

    /** The same, with what DynamoDB answers. */
    static <T> T answered(Supplier<T> request) {
        try {
            return request.get();
        } catch (DynamoDbException failure) {
            if (failure.awsErrorDetails() != null
                    && "ValidationException".equals(failure.awsErrorDetails().errorCode())) {
                throw invalid(failure.awsErrorDetails().errorMessage(), failure);
            }
            throw failure;
        }
    }

    static RuntimeException invalid(String message, DynamoDbException failure) {
        if (KeySchemas.isMismatch(message)) {
            return new ConfigurationFailure(
                    "dynamodb", "A table has another key than its consumer uses: " + message, failure);
        }
        return PermanentFailure.because(reason(message), "DynamoDB refuses the write: " + message, failure);
    }

    /** By the words of DynamoDB's messages, since it has one code for all of them. */
    private static Reason reason(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("size") || lower.contains("4mb") || lower.contains("4 mb")) {
            return Reason.TOO_LARGE;
        }
        return lower.contains("nesting levels") || lower.contains("nested levels") ? Reason.TOO_DEEP : Reason.REJECTED;
    }
}
