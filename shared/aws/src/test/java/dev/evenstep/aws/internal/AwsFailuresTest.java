package dev.evenstep.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Failure;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.spi.FailureRule;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class AwsFailuresTest {

    private final FailureRule rule = new AwsFailures().or(FailureRule.standard());

    @ParameterizedTest
    @CsvSource({
        "400, ProvisionedThroughputExceededException, slower, DEPENDENCY",
        "400, ThrottlingException, slower, DEPENDENCY",
        "500, InternalServerError, broken, DEPENDENCY",
        "503, ServiceUnavailable, away, DEPENDENCY",
        "400, AccessDeniedException, no, CONFIGURATION",
        "400, ResourceNotFoundException, no table, CONFIGURATION",
        "400, UnrecognizedClientException, who, CONFIGURATION",
        "400, ValidationException, The provided key element does not match the schema, CONFIGURATION",
        "400, ValidationException, Item size has exceeded the maximum, RECORD",
        "400, TransactionConflictException, others, CONTENTION",
    })
    void failuresAreJudgedByTheirCodes(int status, String code, String message, FailureClass expected) {
        RuntimeException thrown = new IllegalStateException(DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("DynamoDb")
                        .build())
                .build());

        assertThat(rule.judgeChain(thrown).kind()).isEqualTo(expected);
        if (expected == FailureClass.DEPENDENCY || expected == FailureClass.CONFIGURATION) {
            assertThat(rule.judgeChain(thrown).dependency()).isEqualTo("dynamodb");
        }
    }

    @Test
    void lostConnectionsAreTheServicesAndMissingCredentialsTheConfigurations() {
        assertThat(rule.judgeChain(SdkClientException.create("Unable to execute", new ConnectException())))
                .isEqualTo(Failure.of("aws"));
        assertThat(rule.judgeChain(SdkClientException.create("Unable to load credentials from any")))
                .isEqualTo(new Failure(FailureClass.CONFIGURATION, "aws"));
    }

    @Test
    void anOwnRuleIsAskedFirst() {
        FailureRule own = thrown -> thrown instanceof ArithmeticException ? Failure.of("calculator") : null;

        assertThat(own.or(rule).judgeChain(new IllegalStateException(new ArithmeticException())))
                .isEqualTo(Failure.of("calculator"));
        assertThat(rule.judgeChain(new ArithmeticException())).isEqualTo(Failure.ofRecord());
    }
}
