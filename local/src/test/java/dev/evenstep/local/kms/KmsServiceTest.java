package dev.evenstep.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.KmsException;

@ExtendWith(SharedAws.class)
class KmsServiceTest {

    private static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/k-1";

    private final KmsClient kms;

    KmsServiceTest(SharedAws.Running aws) {
        this.kms = Clients.client(KmsClient.builder(), aws.endpoint());
    }

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void aDataKeyIsUnwrappedInItsContext() {
        var made = kms.generateDataKey(request -> request.keyId("k-1")
                .keySpec(DataKeySpec.AES_256)
                .encryptionContext(Map.of("subject", "s-1", "app", "shop")));

        assertThat(made.keyId()).isEqualTo(ARN);
        assertThat(made.plaintext().asByteArray()).hasSize(32);
        assertThat(kms.decrypt(request -> request.ciphertextBlob(made.ciphertextBlob())
                                .encryptionContext(Map.of("app", "shop", "subject", "s-1"))
                                .keyId(ARN))
                        .plaintext())
                .isEqualTo(made.plaintext());
    }

    @Test
    void twoDataKeysAreDifferent() {
        assertThat(dataKey(16)).isNotEqualTo(dataKey(16));
    }

    private SdkBytes dataKey(int bytes) {
        return kms.generateDataKey(request -> request.keyId(ARN).numberOfBytes(bytes))
                .plaintext();
    }

    @Test
    void whatIsEncryptedIsNotReadable() {
        var secret = SdkBytes.fromUtf8String("a secret");
        var blob = kms.encrypt(request -> request.keyId("alias/mine").plaintext(secret))
                .ciphertextBlob();

        assertThat(new String(blob.asByteArray(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
        assertThat(kms.decrypt(request -> request.ciphertextBlob(blob)).plaintext())
                .isEqualTo(secret);
    }

    @Test
    void anotherContextOrOtherBytesAreAnInvalidCiphertext() {
        var blob = kms.encrypt(request -> request.keyId(ARN)
                        .plaintext(SdkBytes.fromUtf8String("x"))
                        .encryptionContext(Map.of("subject", "s-1")))
                .ciphertextBlob();

        refused(
                "InvalidCiphertextException",
                () -> kms.decrypt(request -> request.ciphertextBlob(blob).encryptionContext(Map.of("subject", "s-2"))));
        refused(
                "InvalidCiphertextException",
                () -> kms.decrypt(request -> request.ciphertextBlob(SdkBytes.fromUtf8String("nothing of ours"))));
    }

    @Test
    void anotherKeyIsIncorrect() {
        var blob = kms.encrypt(request -> request.keyId(ARN).plaintext(SdkBytes.fromUtf8String("x")))
                .ciphertextBlob();

        refused(
                "IncorrectKeyException",
                () -> kms.decrypt(request -> request.ciphertextBlob(blob).keyId("k-2")));
    }

    @Test
    void aKeyOfAnotherAccountIsNotFound() {
        refused(
                "NotFoundException",
                () -> kms.generateDataKey(request -> request.keyId("arn:aws:kms:us-east-1:111111111111:key/k-1")
                        .keySpec(DataKeySpec.AES_256)));
    }

    @Test
    void aDataKeysLengthIsSaidOnce() {
        refused("ValidationException", () -> kms.generateDataKey(request -> request.keyId(ARN)));
        refused(
                "ValidationException",
                () -> kms.generateDataKey(
                        request -> request.keyId(ARN).numberOfBytes(16).keySpec(DataKeySpec.AES_128)));
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo(code));
    }
}
