package dev.evenstep.local.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

@ExtendWith(SharedAws.class)
class StsServiceTest {

    private final StsClient sts;

    StsServiceTest(SharedAws.Running aws) {
        this.sts = Clients.client(StsClient.builder(), aws.endpoint());
    }

    @AfterEach
    void close() {
        sts.close();
    }

    @Test
    void theCallerIsTheAccountsRoot() {
        var caller = sts.getCallerIdentity();

        assertThat(caller.account()).isEqualTo("000000000000");
        assertThat(caller.arn()).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(caller.userId()).isNotEmpty();
    }

    @Test
    void otherActionsAreRefused() {
        assertThatThrownBy(() -> sts.assumeRole(request ->
                        request.roleArn("arn:aws:iam::000000000000:role/r").roleSessionName("session")))
                .isInstanceOfSatisfying(StsException.class, refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidAction");
                    assertThat(refused.awsErrorDetails().errorMessage())
                            .isEqualTo("The local sts does not know the action 'AssumeRole'. It knows"
                                    + " GetCallerIdentity.");
                });
    }
}
