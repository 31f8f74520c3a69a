package dev.evenstep.aws.internal;

import dev.evenstep.aws.internal.dynamodb.KeySchemas;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.spi.FailureRule;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Judges what the AWS SDK throws, by the error codes that AWS documents (each service's "Common Errors", DynamoDB's "Error
 * handling"). Throttling, 5xx and lost connections are the service's; a code that says that something is not there or not
 * allowed is the configuration's; conflicts are others'.
 */
public final class AwsFailures implements FailureRule {

    private static final Set<String> CONFIGURATION = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "NotAuthorized",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "MissingAuthenticationToken",
            "ExpiredToken",
            "ExpiredTokenException",
            "OptInRequired",
            "ResourceNotFoundException",
            "NotFoundException",
            "QueueDoesNotExist",
            "AWS.SimpleQueueService.NonExistentQueue",
            "DisabledException",
            "KMSInvalidStateException",
            "InvalidCiphertextException",
            "IncorrectKeyException",
            "KmsAccessDenied",
            "KMS.AccessDeniedException",
            "KmsDisabled",
            "KMS.DisabledException",
            "KmsInvalidState",
            "KmsNotFound",
            "KMS.NotFoundException");

    private static final Set<String> CONTENTION = Set.of(
            "TransactionConflictException",
            "TransactionCanceledException",
            "TransactionInProgressException",
            "ConditionalCheckFailedException",
            "ConcurrentModificationException");

    @Override
    public @Nullable Failure judge(Throwable thrown) {
        return switch (thrown) {
            case AwsServiceException refused -> judge(refused);
            case AbortedException cutOff -> new Failure(FailureClass.DEPENDENCY, null);
            case SdkClientException unreachable -> judge(unreachable);
            default -> null;
        };
    }

    private static @Nullable Failure judge(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String service = details == null || details.serviceName() == null
                ? "aws"
                : details.serviceName().toLowerCase(Locale.ROOT);
        if (refused.isThrottlingException() || refused.statusCode() >= 500) {
            return Failure.of(service);
        }
        if (CONTENTION.contains(code)) {
            return Failure.ofContention();
        }
        if (CONFIGURATION.contains(code) || isOfAnotherKey(code, refused)) {
            return new Failure(FailureClass.CONFIGURATION, service);
        }
        return null;
    }

    private static boolean isOfAnotherKey(String code, AwsServiceException refused) {
        return code.equals("ValidationException") && KeySchemas.isMismatch(String.valueOf(refused.getMessage()));
    }

    private static Failure judge(SdkClientException unreachable) {
        String message = String.valueOf(unreachable.getMessage());
        return message.startsWith("Unable to load credentials") || message.startsWith("Unable to load region")
                ? new Failure(FailureClass.CONFIGURATION, "aws")
                : new Failure(FailureClass.DEPENDENCY, "aws");
    }
}
