package dev.evenstep.local.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.JsonOperations;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.RequestParameters;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code GenerateDataKey}, {@code Encrypt} and {@code Decrypt} with symmetric keys (KMS API Reference). Every key of the account
 * is there: its material is made of its ARN, so that what was encrypted can be decrypted after a new start. It protects nothing.
 */
public final class KmsService {

    private static final int LONGEST_PLAINTEXT = 4_096;
    private static final int LONGEST_CIPHERTEXT = 6_144;
    private static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

    private final Account account;
    private final SecureRandom random = new SecureRandom();

    private KmsService(Account account) {
        this.account = account;
    }

    public static AwsService of(Account account) {
        var service = new KmsService(account);
        return new JsonOperations(
                "kms",
                "TrentService",
                Map.of(
                        "GenerateDataKey", service::generateDataKey,
                        "Encrypt", service::encrypt,
                        "Decrypt", service::decrypt));
    }

    private ObjectNode generateDataKey(RequestParameters request) {
        var arn = arn(request.requiredText("KeyId"));
        var key = new byte[length(request)];
        random.nextBytes(key);
        return JsonTrees.object()
                .put("KeyId", arn)
                .put("Plaintext", text(key))
                .put(
                        "CiphertextBlob",
                        text(Ciphertext.of(arn, key, context(request)).bytes()));
    }

    private static int length(RequestParameters request) {
        var spec = request.text("KeySpec");
        var bytes = request.number("NumberOfBytes", 1, 1_024);
        if (spec.isPresent() == bytes.isPresent()) {
            throw new AwsException(400, "ValidationException", "Please specify either number of bytes or key spec.");
        }
        return spec.map(name -> switch (name) {
                    case "AES_256" -> 32;
                    case "AES_128" -> 16;
                    default ->
                        throw request.unfit("KeySpec", name, "Member must satisfy enum value set: [AES_256, AES_128]");
                })
                .orElseGet(() -> bytes.orElseThrow().intValue());
    }

    private ObjectNode encrypt(RequestParameters request) {
        var arn = arn(request.requiredText("KeyId"));
        var plaintext = bytes(request, "Plaintext", LONGEST_PLAINTEXT);
        return JsonTrees.object()
                .put("KeyId", arn)
                .put(
                        "CiphertextBlob",
                        text(Ciphertext.of(arn, plaintext, context(request)).bytes()))
                .put("EncryptionAlgorithm", SYMMETRIC);
    }

    private ObjectNode decrypt(RequestParameters request) {
        var ciphertext = Ciphertext.parse(bytes(request, "CiphertextBlob", LONGEST_CIPHERTEXT));
        request.text("KeyId").map(this::arn).ifPresent(named -> {
            if (!named.equals(ciphertext.keyArn())) {
                throw new AwsException(
                        400,
                        "IncorrectKeyException",
                        "The key ID in the request does not identify a CMK that can perform this operation.");
            }
        });
        return JsonTrees.object()
                .put("KeyId", arn(ciphertext.keyArn()))
                .put("Plaintext", text(ciphertext.decrypted(context(request))))
                .put("EncryptionAlgorithm", SYMMETRIC);
    }

    private String arn(String keyId) {
        var resource = keyId.startsWith("alias/") ? keyId : "key/" + keyId;
        var arn = keyId.startsWith("arn:") ? keyId : account.arn("kms", resource);
        if (!arn.startsWith(account.arn("kms", "key/")) && !arn.startsWith(account.arn("kms", "alias/"))) {
            throw new AwsException(400, "NotFoundException", "Key '%s' does not exist".formatted(arn));
        }
        return arn;
    }

    private static SortedMap<String, String> context(RequestParameters request) {
        SortedMap<String, String> context = new TreeMap<>();
        request.structure("EncryptionContext")
                .ifPresent(pairs -> pairs.json()
                        .fieldNames()
                        .forEachRemaining(name -> context.put(name, pairs.requiredText(name))));
        return context;
    }

    private static byte[] bytes(RequestParameters request, String name, int longest) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(request.requiredText(name));
        } catch (IllegalArgumentException broken) {
            throw new AwsException(400, "SerializationException", name + " must be Base64");
        }
        if (bytes.length < 1 || bytes.length > longest) {
            throw request.unfit(name, "*", "Member must have length between 1 and " + longest);
        }
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
