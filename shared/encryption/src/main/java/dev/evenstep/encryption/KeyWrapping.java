package dev.evenstep.encryption;

import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/** Keys that KMS makes and wraps. A key wrapped for one subject cannot be unwrapped as another's. */
record KeyWrapping(KmsClient kms, String kmsKeyId) {

    record Generated(SecretKey key, SdkBytes wrapped) {}

    Generated generate(String subject) {
        var made = kms.generateDataKey(
                request -> request.keyId(kmsKeyId).keySpec(DataKeySpec.AES_256).encryptionContext(context(subject)));
        return new Generated(key(made.plaintext()), made.ciphertextBlob());
    }

    SecretKey unwrap(String subject, SdkBytes wrapped) {
        return key(kms.decrypt(request ->
                        request.keyId(kmsKeyId).ciphertextBlob(wrapped).encryptionContext(context(subject)))
                .plaintext());
    }

    private static Map<String, String> context(String subject) {
        return Map.of("subject", subject);
    }

    private static SecretKey key(SdkBytes bytes) {
        return new SecretKeySpec(bytes.asByteArrayUnsafe(), "AES");
    }
}
